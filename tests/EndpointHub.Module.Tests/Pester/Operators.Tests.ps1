# Two operators run the same migration at the same time, each in a PowerShell process of its own, against one sandbox.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $job = {
        param($Module, $HubVpc, $Subnets, $Spokes)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        $hub = New-EndpointHub -Name shared -VpcId $HubVpc -SubnetId $Subnets.Split(',') -Service ecr.api, ecr.dkr, ssm
        $Spokes.Split(',') | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false |
            Remove-SpokeEndpoint -Allow TrafficUnknown -Force -Confirm:$false | Out-Null
    }

    # Starts the job in another process. Its output is read while it runs.
    function Start-Operator ([string[]] $ArgumentList) {
        $program, $options = $AnotherPowerShell
        $start = [System.Diagnostics.ProcessStartInfo]::new($program)
        foreach ($argument in @($options) + '-OutputFormat', 'Text', '-CommandWithArgs', "& { $job } @args" + $ArgumentList) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [System.Diagnostics.Process]::Start($start)
        [pscustomobject]@{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync(); Errors = $process.StandardError.ReadToEndAsync() }
    }
}

Describe 'Two operators at the same time' {
    BeforeAll { $sandbox = Start-Sandbox -Option '--speed', '20' }
    AfterAll { Stop-Sandbox $sandbox }

    It 'make one hub without an error (run <_>)' -ForEach (1..($env:ENDPOINTHUB_OPERATOR_RUNS ?? 2)) {
        Reset-Sandbox $sandbox
        $hubVpc = Get-SandboxId $sandbox vpcs vpcId 'shared'
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $spokes = 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $arguments = $env:ENDPOINTHUB_MODULE, $hubVpc, ($subnets -join ','), ($spokes -join ',')

        $operators = 1..2 | ForEach-Object { Start-Operator $arguments }
        foreach ($operator in $operators) {
            $operator.Process.WaitForExit(600000) | Should -BeTrue
            "$($operator.Output.Result)$($operator.Errors.Result)" | Should -BeNullOrEmpty
            $operator.Process.ExitCode | Should -Be 0
        }

        $network = (Get-SandboxState $sandbox).networks[0]
        $endpoints = $network.endpoints.Where({ $_.vpcId -eq $hubVpc -and $_.state -notmatch 'delet' })
        $endpoints.serviceName | Sort-Object | Should -Be (@('ecr.api', 'ecr.dkr', 'ssm') -replace '^', 'com.amazonaws.ap-northeast-1.')
        $network.securityGroups.Where({ $_.groupName -eq 'endpointhub-shared' }).Count | Should -Be 1
        $requests = Get-SandboxRequest $sandbox
        $requests.Where({ $_.action -eq 'CreateVpcEndpoint' -and -not $_.error }).Count | Should -BeGreaterThan 2
        $hub = Get-EndpointHub -Name shared
        $hub.SpokeVpcIds | Should -Be ($spokes | Sort-Object)
        ($hub.Zones.Name | Sort-Object -Unique).Count | Should -Be $hub.Zones.Count
    }
}
