# Pester expands test data into test names. The module's objects must be short there, in both versions of Pester.

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
        # After the cut-over a connection has the steps of the whole migration.
        $spokes = @($connected | Disable-EndpointPrivateDns -Confirm:$false)
        $paths = @($spokes | Test-EndpointPath)
        $removed = $spokes | Remove-SpokeEndpoint -Service kms -Allow TrafficUnknown -Confirm:$false
    }
    finally { Stop-Sandbox $sandbox }
    $probe = [EndpointHub.Probing.EndpointProbe]@{ ServiceName = $paths[0].ServiceName; Name = 'kms.ap-northeast-1.amazonaws.com'; Port = 443; Verdict = 'Unreachable'; Path = $paths[0] }
    $outputs = @($inventory) + $cost + $hub + $gateway + $spokes + $paths[0] + $removed + $removed.Before + $probe
}

Describe 'Test data: <_>' -ForEach $outputs {
    It 'is formatted as one short line with its resource: <_>' {
        "$_" | Should -Match 'vpc-[0-9a-f]{17}|amazonaws\.com|USD a month'
        "$_" | Should -Not -Match '[{}\r\n]'
        "$_".Length | Should -BeLessThan 120
    }
}

Describe 'Test data' {
    It 'includes each output type of the cmdlets' -ForEach @(, @($outputs.ForEach({ $_.GetType().FullName }))) {
        $emitted = (Get-Command -Module EndpointHub).OutputType.Name | Sort-Object -Unique
        $_ | Sort-Object -Unique | Should -Be $emitted
    }
}

Describe 'The connection of <_.VpcId>' -ForEach $spokes {
    It 'is cut over to <_.HubName>' { $_.Stage | Should -Be 'CutOver' }
}

Describe 'A path' {
    It '<_.ServiceName> is <_.Verdict> from <_.VpcId>' -ForEach $paths { $_.Verdict | Should -Be 'Reachable' }
}
