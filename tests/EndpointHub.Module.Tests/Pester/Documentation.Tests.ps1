# Runs every command of the README and of the help pages on the sandbox's landscape, whose ids the pages use. The API calls and permissions that a help
# page lists are compared with the sandbox's log.

BeforeDiscovery {
    Import-Module $env:ENDPOINTHUB_MODULE -Force

    # The order of the migration. The examples of a cmdlet require the cmdlets before it.
    $migration = 'New-EndpointHub', 'Connect-SpokeVpc', 'Add-S3GatewayEndpoint', 'Add-EcrPrivateZone', 'Add-EndpointPrivateZone', 'Disable-EndpointPrivateDns', 'Remove-SpokeEndpoint'
    $requires = @{ 'Get-EndpointHub' = 3; 'Test-EndpointPath' = 5; 'Enable-EndpointPrivateDns' = 6 }

    # A page's examples run in their order, as a reader types them.
    $pages = foreach ($command in Get-Command -Module EndpointHub) {
        $after = $requires[$command.Name] ?? [math]::Max(0, $migration.IndexOf($command.Name))
        $before = if ($command.Name -eq 'New-EndpointHub') { @('A hub with a spoke') }
        elseif ($command.Name -eq 'Remove-EndpointHub') { 'New-EndpointHub', 'Connect-SpokeVpc', 'Add-EndpointPrivateZone', 'A second endpoint' }
        # More is read where the account has a hub.
        elseif ($command.Name -eq 'Get-EndpointInventory') { 'New-EndpointHub', 'Connect-SpokeVpc', 'Add-EndpointPrivateZone' }
        else { @($migration | Select-Object -First $after) }
        @{ page = $command.Name; examples = @((Get-Help $command.Name).examples.example.code); before = $before }
    }
    # The README's blocks build on each other. The blocks that build the module and set the endpoint URL are not needed here.
    $readme = [regex]::Matches((Get-Content (Join-Path $env:ENDPOINTHUB_REPOSITORY 'README.md') -Raw), '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value })
    $pages = @($pages) + @{ page = 'README.md'; examples = @($readme.Where({ $_ -notmatch 'build\.ps1|AWS_ENDPOINT_URL' })); before = @() }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    # The cmdlet of AWS.Tools with the parameters that the pages use.
    function Get-EC2Vpc ($Filter) {
        (Get-SandboxState $sandbox).networks.vpcs |
            Where-Object { $_.tags.Where({ "tag:$($_.key)" -eq $Filter.Name -and $_.value -in $Filter.Values }) } |
            ForEach-Object { [pscustomobject]@{ VpcId = $_.vpcId; CidrBlock = $_.cidrBlock } }
    }

    function Invoke-Before ([string[]] $Command) {
        $vpc = Get-SandboxId $sandbox vpcs vpcId 'shared'
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $dev = Get-SandboxId $sandbox vpcs vpcId 'dev'
        switch ($Command) {
            'New-EndpointHub' { $hub = New-EndpointHub -Name shared -VpcId $vpc -SubnetId $subnets -Service ecr.api, ecr.dkr, ssm }
            'Connect-SpokeVpc' { $spokes = Connect-SpokeVpc -VpcId $dev -Hub $hub }
            'Add-EndpointPrivateZone' { $spokes = $spokes | Add-EndpointPrivateZone }
            'Disable-EndpointPrivateDns' { $spokes = $spokes | Disable-EndpointPrivateDns -Confirm:$false }
            'A second endpoint' { $null = Add-HubDuplicate $sandbox $hub }
            'A hub with a spoke' {
                $hub = New-EndpointHub -Name growing -VpcId $vpc -SubnetId $subnets[0] -Service sts
                $spokes = Connect-SpokeVpc -VpcId (Get-SandboxId $sandbox vpcs vpcId 'prd') -Hub $hub
            }
        }
        $hub, $spokes
    }

    # The text of a section that Get-Help shows under NOTES: from its heading to the next one.
    function Get-HelpSection ([string] $Command, [string] $Heading) {
        $text = ((Get-Help $Command -Full).alertSet.alert.Text).Trim() -join "`n"
        $section = [regex]::Match($text, "(?ms)^$([regex]::Escape($Heading))\n(.*?)(?=^[A-Z ()]{6,}$|\z)")
        $section.Success | Should -BeTrue -Because "Get-Help $Command -Full shows $Heading"
        $section.Groups[1].Value.Trim()
    }

    # API actions and IAM actions, sorted: those in a text, those in a request log, and those that IAM requires.
    function Get-NamedAction ([string] $Text) { [regex]::Matches($Text, '\b[a-z0-9]+:[A-Z]\w+').Value | Sort-Object -Unique }
    function Get-LoggedAction ($Request) { $Request | ForEach-Object { "$($_.service):$($_.action)" } | Sort-Object -Unique }
    # Creating a resource with tags also requires ec2:CreateTags.
    function Get-IamAction ($Request) {
        @(Get-LoggedAction $Request) + @($Request | Where-Object { $_.parameters.key -match '^TagSpecification' } | ForEach-Object { 'ec2:CreateTags' }) | Sort-Object -Unique
    }

    # The permissions of commands in about_EndpointHub: a service prefix applies to all actions up to the next prefix, a comma after a cmdlet to the next cmdlet's row.
    function Get-ListedPermission ([string[]] $Command) {
        $reading, $table = [regex]::Match(((Get-Help about_EndpointHub) -join "`n"), '(?s)\n  Permissions\n(.*?)(\n {8}\w+-\w+ .*?)\nSEE ALSO').Groups[1, 2].Value
        [regex]::Matches($reading, '\w+:[\w*]+').Value
        foreach ($row in [regex]::Matches($table, '(?m)^ {8}(?<name>\w+-\w+)(?:,(?s:.*?)^ {8}(?<name>\w+-\w+))?(?s:.*?)(?=^ {8}\w|\z)')) {
            if (-not $row.Groups['name'].Captures.Value.Where({ $_ -in $Command })) { continue }
            foreach ($word in [regex]::Matches($row.Value, '(?:(?<service>\w+):)?\b(?<action>[A-Z]\w+)')) {
                if ($word.Groups['service'].Success) { $service = $word.Groups['service'].Value }
                "${service}:$($word.Groups['action'].Value)"
            }
        }
    }
}

Describe 'The help page of <page>' -ForEach $pages {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $run = @{ Requests = @() }
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'contains commands that run as they are written' {
        $ErrorActionPreference = 'Stop'
        $ConfirmPreference = 'None'
        $hub, $spokes = Invoke-Before $before
        $from = @(Get-SandboxRequest $sandbox).Count
        Push-Location $TestDrive
        try { foreach ($example in $examples) { . ([scriptblock]::Create($example)) | Out-Null } } finally { Pop-Location }
        $run.Requests = @(Get-SandboxRequest $sandbox $from)
        $run.Requests | Should -Not -BeNullOrEmpty
    }

    It 'requires only permissions that about_EndpointHub lists for its commands' {
        $listed = @(Get-ListedPermission @(Get-Command -Module EndpointHub | Where-Object { "$examples" -match $_.Name }).Name)
        $required = @(Get-IamAction $run.Requests)
        $required | Should -Not -BeNullOrEmpty
        foreach ($action in $required) { $listed.Where({ $action -like $_ }) | Should -Not -BeNullOrEmpty -Because "$action is required" }
    }

    if ($page -ne 'README.md') {
        It 'lists under Changes exactly the changing API calls of its examples' {
            $named = Get-HelpSection $page 'CHANGES (API CALLS)'
            if ($named -like 'None. The command only reads.*') {
                $run.Requests.Where({ $_.isMutating }) | Should -BeNullOrEmpty
            }
            Get-NamedAction $named | Should -Be @(Get-LoggedAction $run.Requests.Where({ $_.isMutating }))
        }

        It 'lists under Permissions exactly the IAM actions of its examples' {
            Get-NamedAction (Get-HelpSection $page 'PERMISSIONS') | Should -Be @(Get-IamAction $run.Requests)
        }

        It 'lists only existing errors and describes how to undo' {
            $known = [EndpointHub.Errors.Problem].Assembly.GetTypes().Where({ $_.IsAbstract -and $_.IsSealed }).GetMethods().Where({ $_.ReturnType.Name -eq 'Problem' }).Name
            $known | Should -Contain 'VpcNotFound'
            $codes = [regex]::Matches(((Get-HelpSection $page 'ERRORS') -split "`n" -match '^- ' -replace ':.*'), '\w+').Value
            $codes | Should -Not -BeNullOrEmpty
            $codes.Where({ $_ -cnotin $known }) | Should -BeNullOrEmpty
            (Get-HelpSection $page 'HOW TO UNDO').Length | Should -BeGreaterThan 20
        }
    }
}

Describe 'Get-Help' {
    It 'shows all sections of <name>' -ForEach @(Get-Command -Module EndpointHub | ForEach-Object { @{ name = $_.Name } }) {
        $help = Get-Help $name -Full
        $help.Synopsis.Trim() | Should -Not -BeLike "$name*"
        $help.description.Text | Should -Not -BeNullOrEmpty
        $shown = $help | Out-String
        foreach ($heading in 'CHANGES (API CALLS)', 'PERMISSIONS', 'ERRORS', 'HOW TO UNDO', 'Example 1') { $shown | Should -BeLike "*$heading*" }
    }

    It 'shows the findings of paths in about_EndpointPath' {
        (Get-Help about_EndpointPath) -join "`n" | Should -BeLike '*NoReturnRoute (packet, fails)*'
    }

    It 'shows all cmdlets in about_EndpointHub' {
        $about = (Get-Help about_EndpointHub) -join "`n"
        $about | Should -BeLike '*Collect, then act*'
        foreach ($command in Get-Command -Module EndpointHub) { $about | Should -BeLike "*SEE ALSO*    $($command.Name)*" }
    }
}
