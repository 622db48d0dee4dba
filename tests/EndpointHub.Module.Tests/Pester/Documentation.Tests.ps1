BeforeDiscovery {
    Import-Module $env:ENDPOINTHUB_MODULE -Force
}

Describe 'The help' {
    It 'of <name> is found by Get-Help' -ForEach @(Get-Command -Module EndpointHub | ForEach-Object { @{ name = $_.Name } }) {
        $help = Get-Help $name -Full
        $help.Synopsis.Trim() | Should -Not -BeLike "$name*"
        $help.description.Text | Should -Not -BeNullOrEmpty
    }

    It 'on the module is found by Get-Help' {
        (Get-Help about_EndpointHub) -join "`n" | Should -BeLike '*Collect, then act*'
    }
}
