# One bad row of a pipeline is reported, and the other rows proceed, for each parameter that a row can carry by property name.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    # -Projected has no bad value: PowerShell converts each value to true or false.
    $carried = foreach ($command in Get-Command -Module EndpointHub -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values.Where({ $_.Name -ne 'Projected' })) {
            if ($parameter.Attributes.Where({ $_ -is [System.Management.Automation.ParameterAttribute] -and $_.ValueFromPipelineByPropertyName })) {
                @{ command = $command.Name; parameter = $parameter.Name }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    # A value of each parameter that cannot be used. A new parameter needs an entry.
    $badValues = @{
        Region = 'not a region'
        ProfileName = 'missing'
        AccessKey = '123456789012'
        SecretKey = 'sandbox'
        SessionToken = 'token'
        VpcId = 'vpc-12'
        AccountId = '12'
        VpcEndpointId = 'vpce-1'
        SubnetId = 'subnet-1'
        HubVpcId = 'vpc-12'
        Hub = 'nowhere'
        Name = 'nowhere'
    }

    # The arguments of each cmdlet, and its row about a spoke. A state-changing cmdlet returns projected objects.
    $inputs = @{
        'Add-EcrPrivateZone' = @{ WhatIf = $true }, { $spokes[$args[0]] | Select-Object * }
        'Add-EndpointPrivateZone' = @{ WhatIf = $true }, { $spokes[$args[0]] | Select-Object * }
        'Add-S3GatewayEndpoint' = @{ WhatIf = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]] } }
        'Connect-SpokeVpc' = @{ Hub = 'shared'; WhatIf = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]] } }
        'Disable-EndpointPrivateDns' = @{ WhatIf = $true; Force = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]]; Hub = 'shared' } }
        'Disable-EndpointPrivateDns VpcEndpointId' = @{ WhatIf = $true; Force = $true }, { [pscustomobject]@{ VpcEndpointId = $endpoints[$args[0]] } }
        'Enable-EndpointPrivateDns' = @{ WhatIf = $true; Force = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]]; Hub = 'shared' } }
        'Get-EndpointHub' = @{}, { [pscustomobject]@{ Name = 'shared'; HubVpcId = $vpcs.shared } }
        'Get-EndpointInventory' = @{}, { [pscustomobject]@{ VpcId = $vpcs[$args[0]] } }
        'Measure-EndpointCost' = @{}, { [pscustomobject]@{ VpcId = $vpcs[$args[0]] } }
        'New-EndpointHub' = @{ Name = 'other'; Service = 'sns'; WhatIf = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]]; SubnetId = $subnets[$args[0]] } }
        'Remove-EndpointHub' = @{ DuplicateOnly = $true; Allow = 'TrafficUnknown'; WhatIf = $true; Force = $true }, { Get-EndpointHub -Name shared -HubVpcId $vpcs.shared }
        'Remove-SpokeEndpoint' = @{ Allow = 'TrafficUnknown'; WhatIf = $true; Force = $true }, { [pscustomobject]@{ VpcId = $vpcs[$args[0]]; Hub = 'shared' } }
        'Test-EndpointPath' = @{}, { [pscustomobject]@{ VpcId = $vpcs[$args[0]]; Hub = 'shared' } }
    }

    function Get-Input ([string] $Command, [string] $Parameter) { $inputs["$Command $Parameter"] ?? $inputs[$Command] }

    function New-Row ([string] $Command, [string] $Spoke, [string] $BadParameter) {
        $row = & (Get-Input $Command $BadParameter)[1] $Spoke
        if ($BadParameter) { $row | Add-Member $BadParameter $badValues[$BadParameter] -Force }
        $row
    }

    # The results of a pipeline in a comparable form, and its errors. A terminating error fails the test.
    function Invoke-Rows ([string] $Command, [hashtable] $Argument, [object[]] $Row) {
        $results = @($Row | & $Command @Argument -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        [pscustomobject]@{ Results = @($results | ForEach-Object { "$($_.VpcId) $($_.HubVpcId) $($_.ServiceName) $($_.VpcEndpointId) $($_.MonthlyBefore)" } | Sort-Object); Errors = $failed }
    }

    $sandbox = Start-Sandbox -Option '--speed', '100000'
    $vpcs = @{}
    $subnets = @{}
    foreach ($name in 'shared', 'dev', 'stg', 'prd') { $vpcs[$name] = Get-SandboxId $sandbox vpcs vpcId $name }
    foreach ($name in 'dev', 'stg', 'prd') { $subnets[$name] = (Get-SandboxState $sandbox).networks[0].subnets.Where({ $_.vpcId -eq $vpcs[$name] })[0].subnetId }
    $hub = New-EndpointHub -Name shared -VpcId $vpcs.shared -SubnetId (Get-SandboxId $sandbox subnets subnetId 'shared-private-1a') -Service kms, ecr.api, ecr.dkr
    $spokes = @{}
    foreach ($name in 'dev', 'stg', 'prd') { $spokes[$name] = $vpcs[$name] | Connect-SpokeVpc -Hub shared -WarningAction SilentlyContinue | Add-EndpointPrivateZone }
    $endpoints = @{}
    foreach ($name in 'dev', 'stg', 'prd') { $endpoints[$name] = (Get-EndpointInventory -VpcId $vpcs[$name] -Service kms).VpcEndpointId }
    $null = Add-HubDuplicate $sandbox $hub
    $expectedOf = @{}
}

AfterAll { Stop-Sandbox $sandbox }

Describe 'One bad row of three' {
    It 'is reported, and the others proceed: <parameter> of <command>' -ForEach $carried {
        $badValues.Keys | Should -Contain $parameter
        $argument = (Get-Input $command $parameter)[0]
        $first, $last = (New-Row $command dev), (New-Row $command stg)
        if ((Get-Input $command $parameter) -ne (Get-Input $command)) { $first, $last = 'dev', 'stg' | ForEach-Object { & (Get-Input $command $parameter)[1] $_ } }

        # The good rows are the same for each parameter of a command, and nothing is changed by them.
        $key = $inputs["$command $parameter"] ? "$command $parameter" : $command
        $expected = $expectedOf[$key] ??= Invoke-Rows $command $argument $first, $last
        $actual = Invoke-Rows $command $argument $first, (New-Row $command prd $parameter), $last

        $expected.Results | Should -Not -BeNullOrEmpty -Because "$($expected.Errors)"
        $actual.Results | Should -Be $expected.Results
        $actual.Errors.Count | Should -Be ($expected.Errors.Count + 1) -Because "$($actual.Errors)"
        $actual.Errors.ForEach({ $_.TargetObject }) | Should -HaveCount $actual.Errors.Count
    }
}

Describe 'Random rows' {
    It 'are each reported or executed, with seed <_>' -ForEach (1..8) {
        $random = [random]::new($_)
        $rows = foreach ($number in 1..8) {
            $isBad = $random.Next(2) -eq 0
            $bad = $isBad ? @('Region', 'ProfileName', 'AccessKey', 'SecretKey', 'SessionToken', 'VpcId', 'AccountId')[$random.Next(7)] : ''
            $row = New-Row Connect-SpokeVpc @('dev', 'stg', 'prd')[$random.Next(3)] $bad
            # Rows with a region of their own are another plan.
            if ($bad -ne 'Region' -and $random.Next(2) -eq 0) { $row | Add-Member Region ap-northeast-1 }
            [pscustomobject]@{ Row = $row; IsBad = $isBad }
        }
        $argument = (Get-Input Connect-SpokeVpc)[0] + @{ OneAtATime = $random.Next(2) -eq 0 }

        $actual = Invoke-Rows Connect-SpokeVpc $argument $rows.Row

        $good = @($rows.Where({ -not $_.IsBad }).Row.VpcId | Sort-Object -Unique)
        @($actual.Results | ForEach-Object { $_.Split(' ')[0] } | Sort-Object -Unique) | Should -Be $good
        $actual.Errors | Should -HaveCount $rows.Where({ $_.IsBad }).Count
    }
}

Describe 'An argument that cannot be used' {
    It 'ends the command although rows come through the pipeline: <what>' -ForEach @(
        @{ what = 'a region'; id = 'MalformedRegion'; argument = @{ Region = 'not a region' }; row = @{ ProfileName = 'missing' } }
        @{ what = 'a profile'; id = 'ProfileNotFound'; argument = @{ ProfileName = 'missing' }; row = @{ Region = 'ap-northeast-1' } }
        @{ what = 'a URL'; id = 'EndpointUrlRefused'; argument = @{ EndpointUrl = 'http://example.com' }; row = @{ Region = 'ap-northeast-1' } }
        @{ what = 'an id'; id = 'MalformedId'; argument = @{ VpcId = 'vpc-12' }; row = @{ Region = 'ap-northeast-1' } }
        @{ what = 'a key without its secret'; id = 'CredentialsUnreadable'; argument = @{ AccessKey = '123456789012' }; row = @{ VpcId = 'vpc-0123456789abcdef0' } }
    ) {
        $seen = [System.Collections.Generic.List[int]]::new()
        { 1..3 | ForEach-Object { $seen.Add($_); [pscustomobject] $row } | Measure-EndpointCost @argument } | Should -Throw -ErrorId "$id,*"
        $seen.Count | Should -BeLessOrEqual 3
    }
}

Describe 'A probe of rows' {
    It 'uses the region of each row' {
        $rows = 'ap-northeast-1', 'not a region', 'eu-west-1' | ForEach-Object { [pscustomobject]@{ Region = $_ } }
        $probes = $rows | Test-EndpointPath -Probe -Service kms -ErrorVariable failed -ErrorAction SilentlyContinue
        $probes.Name | Sort-Object -Unique | Should -Be 'kms.ap-northeast-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'
        $failed.FullyQualifiedErrorId | Should -BeLike 'MalformedRegion,*'
    }
}

Describe '10,000 rows' {
    It 'retain less than 1 KB each until they are executed: <command>' -ForEach @(
        @{ command = 'Connect-SpokeVpc'; argument = @{ Hub = 'shared' } }
        @{ command = 'Get-EndpointInventory'; argument = @{} }
        @{ command = 'Measure-EndpointCost'; argument = @{} }
        @{ command = 'New-EndpointHub'; argument = @{ Name = 'other'; Service = 'kms' } }
        @{ command = 'Remove-SpokeEndpoint'; argument = @{ Hub = 'shared' } }
        @{ command = 'Test-EndpointPath'; argument = @{ Hub = 'shared' } }
    ) {
        $bytes = 100, 10000 | ForEach-Object {
            $count = $_
            try {
                & {
                    $before = [GC]::GetTotalMemory($true)
                    foreach ($n in 1..$count) { [pscustomobject]@{ VpcId = 'vpc-{0:x17}' -f $n; ProfileName = "profile$n"; Region = 'ap-northeast-1', 'eu-west-1' | Select-Object -Index ($n % 2) } }
                    throw "$([GC]::GetTotalMemory($true) - $before)"
                } | & $command @argument
            }
            catch { [long] "$_" / $count }
        }
        $bytes[1] | Should -BeLessThan 1024
        $bytes[1] | Should -BeGreaterThan 50 -Because 'rows that are not collected would prove nothing'
    }
}
