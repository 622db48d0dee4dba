# A hub with a second endpoint and a second security group: found, priced and deleted.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
}

Describe 'A hub that has an endpoint twice' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $hubVpc, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $made = New-EndpointHub -Name shared -VpcId $hubVpc -SubnetId $subnets -Service ecr.dkr, kms
        Connect-SpokeVpc -VpcId $dev -Hub $made | Add-EndpointPrivateZone | Out-Null
        $second = Add-HubDuplicate $sandbox $made
        function Get-Mutation { @(Get-SandboxRequest $sandbox $from).Where({ $_.isMutating -and -not $_.error }) }
    }
    AfterAll { Stop-Sandbox $sandbox }
    BeforeEach { $from = @(Get-SandboxRequest $sandbox).Count }

    It 'is shown with what it has twice' {
        $hub = Get-EndpointHub -Name shared
        $hub.Duplicates.Id | Should -Be $second.VpcEndpointId, $second.SecurityGroupId
        $hub.Duplicates[0].KeptId | Should -BeIn $made.Endpoints.VpcEndpointId
        ($hub | Format-Table | Out-String) | Should -Match 'Duplicates'
        ($hub | Format-List | Out-String -Width 400) | Should -Match $second.VpcEndpointId
    }

    It 'has a warning in the inventory and its cost in the estimate' {
        $warned = Get-EndpointInventory | Where-Object { "$($_.Warnings)" -like '*-DuplicateOnly*' }
        $warned.VpcEndpointId | Should -Be $second.VpcEndpointId
        $cost = Measure-EndpointCost -Hub shared -WarningAction SilentlyContinue
        $cost.DuplicateEndpointIds | Should -Be $second.VpcEndpointId
        $cost.MonthlyDuplicateCost | Should -Be 10.22
        ($cost | Out-String) | Should -Match '10.22 USD a month'
    }

    It 'cannot be removed as a whole' {
        { Remove-EndpointHub -Hub shared -DuplicateOnly:$false -Force | Should -BeNullOrEmpty } | Should -Not -Throw
        (Get-Command Remove-EndpointHub).Parameters['DuplicateOnly'].Attributes.Mandatory | Should -Contain $true
        Get-Mutation | Should -BeNullOrEmpty
    }

    It 'keeps both endpoints without -Allow TrafficUnknown, even with -Force' {
        $removed = Remove-EndpointHub -Hub shared -DuplicateOnly -Force -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'TrafficUnknown,*'
        Get-Mutation | Should -BeNullOrEmpty
    }

    It 'is not changed by -WhatIf, which returns what would be deleted' {
        $removed = Get-EndpointHub -Name shared | Remove-EndpointHub -DuplicateOnly -Allow TrafficUnknown -WhatIf
        $removed.VpcEndpointId | Should -Be $second.VpcEndpointId
        $removed.IsProjected | Should -BeTrue
        Get-Mutation | Should -BeNullOrEmpty
    }

    It 'loses only the second ones, piped as JSON' {
        $removed = Get-EndpointHub -Name shared | ConvertTo-Json | ConvertFrom-Json | Remove-EndpointHub -DuplicateOnly -Allow TrafficUnknown -Force
        $removed.VpcEndpointId | Should -Be $second.VpcEndpointId
        $removed.Allowed | Should -Be 'TrafficUnknown'
        $calls = Get-Mutation
        $calls.action | Should -Be 'DeleteVpcEndpoints', 'DeleteSecurityGroup'
        $calls.parameters.Where({ $_.key -match '^(VpcEndpointId|GroupId)' }).value | Should -Be $second.VpcEndpointId, $second.SecurityGroupId
        (Get-EndpointHub -Name shared).Endpoints.VpcEndpointId | Should -Be $made.Endpoints.VpcEndpointId
    }

    It 'has nothing twice any more, and a second run does nothing' {
        (Get-EndpointHub -Name shared).Duplicates | Should -BeNullOrEmpty
        Remove-EndpointHub shared -DuplicateOnly -Confirm:$false | Should -BeNullOrEmpty
        Get-Mutation | Should -BeNullOrEmpty
    }
}
