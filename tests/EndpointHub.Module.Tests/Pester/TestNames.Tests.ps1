# What users' suites do with the module's objects: each is the data of a test and stands in the test's name. Run in both versions of Pester.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $sandbox = Start-Sandbox -Option '--speed', '1000'
    try {
        $vpc, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $service = 'ecr.api', 'ecr.dkr', 'kms', 'sts'
        $inventory = Get-EndpointInventory -VpcId $dev -Service kms
        $cost = Measure-EndpointCost
        $hub = New-EndpointHub -Name shared -VpcId $vpc -SubnetId $subnets -Service $service
        $connected = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone
        $gateway = Add-S3GatewayEndpoint -VpcId $dev
        # Cut over, it carries the steps of the whole job.
        $spokes = @($connected | Disable-EndpointPrivateDns -Confirm:$false)
        $paths = @($spokes | Test-EndpointPath)
        $removed = $spokes | Remove-SpokeEndpoint -Service kms -Force -Confirm:$false
    }
    finally { Stop-Sandbox $sandbox }
    $probe = [EndpointHub.Probing.EndpointProbe]@{ ServiceName = $paths[0].ServiceName; Name = 'kms.ap-northeast-1.amazonaws.com'; Port = 443; Verdict = 'Unreachable'; Path = $paths[0] }
    $outputs = @($inventory) + $cost + $hub + $gateway + $spokes + $paths[0] + $removed + $removed.Before + $probe
}

Describe 'Test data: <_>' -ForEach $outputs {
    It 'names its resource in one short line: <_>' {
        "$_" | Should -Match 'vpc-[0-9a-f]{17}|amazonaws\.com|USD a month'
        "$_" | Should -Not -Match '[{}\r\n]'
        "$_".Length | Should -BeLessThan 120
    }
}

Describe 'Test data' {
    It 'covers each type that a cmdlet emits' -ForEach @(, @($outputs.ForEach({ $_.GetType().FullName }))) {
        $emitted = (Get-Command -Module EndpointHub).OutputType.Name | Sort-Object -Unique
        $_ | Sort-Object -Unique | Should -Be $emitted
    }
}

Describe 'The names of <_.VpcId>' -ForEach $spokes {
    It 'are cut over, for <_.HubName>' { $_.Stage | Should -Be 'CutOver' }
}

Describe 'A path' {
    It '<_.ServiceName> is <_.Verdict> from <_.VpcId>' -ForEach $paths { $_.Verdict | Should -Be 'Reachable' }
}
