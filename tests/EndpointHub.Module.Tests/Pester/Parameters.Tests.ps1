# Every cmdlet with random parameters, valid and invalid: each invocation succeeds or fails with a documented error, and one that fails changes nothing.
# There are 400 sets by default. $env:ENDPOINTHUB_PARAMETER_SETS = 10000 is the long run, $env:ENDPOINTHUB_SEED repeats a run. Before each invocation its
# seed and parameters are written to $env:ENDPOINTHUB_CURRENT_CASE, whose text is in the error when the run exceeds the time limit.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    $seed = if ($env:ENDPOINTHUB_SEED) { [int]$env:ENDPOINTHUB_SEED } else { Get-Random }
    $random = [System.Random]::new($seed)
    $count = if ($env:ENDPOINTHUB_PARAMETER_SETS) { [int]$env:ENDPOINTHUB_PARAMETER_SETS } else { 400 }

    $sandbox = Start-Sandbox -Option '--speed', '100000'
    $vpcs = 'shared', 'dev', 'stg', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $network = (Get-SandboxState $sandbox).networks[0]
    $validValues = @{
        VpcId                     = $vpcs + 'vpc-00000000000000000'
        HubVpcId                  = $vpcs
        SubnetId                  = @($network.subnets.subnetId)
        SubnetCidr                = '10.255.200.0/28', '10.255.201.0/28', '10.9.0.0/28'
        AvailabilityZone          = 'ap-northeast-1a', 'ap-northeast-1c', 'a', 'c'
        Service                   = 'kms', 'com.amazonaws.ap-northeast-1.kms', 'secretsmanager', 's3', 'dynamodb', 'ecr.dk'
        Workload                  = 'Fargate', 'EcsEc2', 'SessionManager'
        PlatformVersion           = '1.3.0', '1.4.0', 'LATEST'
        Name                      = 'shared', 'other', 'x'
        Hub                       = 'shared', 'nowhere'
        SecurityGroupId           = @($network.securityGroups.groupId | Select-Object -First 6)
        WorkloadSecurityGroupId   = @($network.securityGroups.groupId | Select-Object -First 6)
        NetworkInterfaceId        = @($network.networkInterfaces.networkInterfaceId | Select-Object -First 6) + 'eni-00000000000000000'
        SourceSecurityGroupId     = @($network.securityGroups.groupId | Select-Object -First 6)
        RouteTableId              = @($network.routeTables.routeTableId)
        VpcEndpointId             = @($network.endpoints.vpcEndpointId)
        PolicyDocument            = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}', '{', 'nothing'
        Action                    = 'kms:Decrypt', 'ecr:*', 'sqs:SendMessage', 'Decrypt', 'arn:aws:s3:::mine'
        Resource                  = '*', 'arn:aws:kms:ap-northeast-1:123456789012:key/*', 'arn:aws', 'key'
        PrincipalArn              = 'arn:aws:iam::123456789012:role/app', 'arn:aws:sts::123456789012:assumed-role/app/one', 'app'
        BucketName                = 'my-bucket', 'a', 'arn:aws:s3:::mine'
        AccountId                 = '123456789012', '210987654321', '12'
        Region                    = 'ap-northeast-1', 'us-east-1', 'nowhere'
        AccessKey                 = '123456789012', '210987654321'
        SecretKey                 = 'secret'
        SessionToken              = 'token'
        ProfileName               = 'missing'
        EndpointUrl               = 'http://example.com', 'ftp://127.0.0.1', 'nonsense'
        HoursPerMonth             = 720, 730, 0
        Currency                  = 'JPY', 'yen'
        ExchangeRate              = 150, 0, -1
        TimeoutSeconds            = 600, 0, -1
        Tag                       = @{ CostCenter = '4711' }, @{ Name = 'x' }, @{ 'aws:x' = 'y' }, @{ Owner = $null }, @{ Owner = @{} }, @{ n = 1.5 }, @{}
        Allow                     = 'PathNotProven', 'PortsUnknown', 'NoEndpointToReturnTo', 'TrafficUnknown', 'CustomDnsServers', 'nothing'
        HubAvailabilityZoneCount  = 1, 2, 3, 0
    }
    $invalidValues = $null, '', ' ', 'nonsense', 0, -1, 1e30, @(), @{}, @{ VpcId = $vpcs[1] }, ('x' * 5000), "`e[31mred", '*', '../..', '💥', [datetime]::MinValue, { 1 }, [pscustomobject]@{ VpcId = 'vpc-1' }, @($null), $true
    # -Probe would connect to the network of this machine.
    $avoided = [System.Management.Automation.Internal.CommonParameters].GetProperties().Name + 'WhatIf', 'Confirm', 'Probe'
    $commands = Get-Command -Module EndpointHub

    # Objects for the next commands: a hub with one spoke before its cut-over.
    $objects = [System.Collections.Generic.List[object]]::new()
    $objects.Add((New-EndpointHub -Name shared -VpcId $vpcs[0] -SubnetId (Get-SandboxId $sandbox subnets subnetId 'shared-private-1a') -Service kms))
    $objects.Add((Connect-SpokeVpc -VpcId $vpcs[1] -Hub shared | Add-EndpointPrivateZone))
    $objects.AddRange(@(Test-EndpointPath -VpcId $vpcs[1] -Hub shared))

    function Select-One ($Items) { , $Items[$random.Next($Items.Count)] }

    function Get-Value ($Parameter) {
        $valid = $random.Next(8) -gt 0
        if ($valid -and $Parameter.ParameterType -eq [switch]) { return $random.Next(2) -eq 0 }
        $fitting = @($objects.Where({ $_.GetType().Name -eq $Parameter.Name }))
        if ($valid -and $fitting) { return Select-One $fitting }
        if ($valid -and $validValues[$Parameter.Name]) {
            if (-not $Parameter.ParameterType.IsArray) { return Select-One $validValues[$Parameter.Name] }
            return , @(1..$random.Next(1, 4) | ForEach-Object { Select-One $validValues[$Parameter.Name] })
        }
        if ($valid -and $Parameter.ParameterType -in [decimal], [Nullable[decimal]], [int], [Nullable[int]]) { return $random.Next(0, 50) }
        Select-One $invalidValues
    }

    function Get-Invocation {
        $command = Select-One $commands
        $set = Select-One $command.ParameterSets
        $parameters = @{ Confirm = $false }
        if ($command.Parameters.ContainsKey('WhatIf') -and $random.Next(10) -gt 0) { $parameters.WhatIf = $true }
        if (-not $command.Parameters.ContainsKey('Confirm')) { $parameters.Remove('Confirm') }
        foreach ($parameter in $set.Parameters) {
            if ($parameter.Name -in $avoided) { continue }
            $share = if ($parameter.IsMandatory) { 19 } elseif ($parameter.Name -in 'Region', 'ProfileName', 'AccessKey', 'SecretKey', 'SessionToken', 'EndpointUrl') { 1 } else { 5 }
            if ($random.Next(20) -lt $share) { $parameters[$parameter.Name] = Get-Value $parameter }
        }
        # The limit of five calls a second to Route 53 applies here too: a hub with many zones would slow down every later command.
        if ($parameters.Workload -or 's3' -in $parameters.Service) { $parameters.WhatIf = $true }
        $command, $parameters
    }

    # Only types and short texts: ConvertTo-Json takes long for script blocks, and this is called before each invocation.
    function Format-Invocation ($Command, $Parameters) {
        $given = foreach ($name in $Parameters.Keys) {
            $text = "$($Parameters[$name])"
            "-$name [$(($Parameters[$name])?.GetType().Name)] '$($text.Substring(0, [math]::Min(100, $text.Length)))'"
        }
        "$($Command.Name) $($given -join ' ')"
    }

    function Show-Invocation ($Command, $Parameters) {
        $given = foreach ($name in $Parameters.Keys) { "-$name $(ConvertTo-Json $Parameters[$name] -Compress -Depth 2 -WarningAction SilentlyContinue)" }
        "$($Command.Name) $($given -join ' ')"
    }
}

Describe 'A cmdlet with random parameters' {
    AfterAll { Stop-Sandbox $sandbox }

    It 'succeeds or fails with a documented error, and changes nothing when it fails' {
        $documented = [EndpointHub.Errors.Problem].Assembly.GetType('EndpointHub.Errors.Problems').GetMethods([Reflection.BindingFlags]'Public, Static').Name
        $broken = [System.Collections.Generic.List[string]]::new()
        $seen = @{}
        $requestCount = 0
        for ($i = 0; $i -lt $count -and $broken.Count -lt 5; $i++) {
            $command, $parameters = Get-Invocation
            $mayChange = -not $parameters.WhatIf -and $command.Verb -notin 'Get', 'Test', 'Measure'
            if ($mayChange) { $requestCount += @(Get-SandboxRequest $sandbox -From $requestCount).Count }
            $failures = $null
            if ($env:ENDPOINTHUB_CURRENT_CASE) { Set-Content -LiteralPath $env:ENDPOINTHUB_CURRENT_CASE "Seed $seed, set ${i}: $(Format-Invocation $command $parameters)" }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $results = try { & $command @parameters -ErrorAction SilentlyContinue -ErrorVariable failures -WarningAction SilentlyContinue 6>$null } catch { $failures = @($_) }
            $failures = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            foreach ($failure in $failures) {
                $id = $failure.FullyQualifiedErrorId -replace ',.*'
                $seen[$id] = 1 + $seen[$id]
                if ($failure.Exception -is [System.Management.Automation.ParameterBindingException]) { continue } # PowerShell's own
                if ($failure.Exception -isnot [EndpointHub.Errors.EndpointHubException] -or $id -notin $documented -or -not $failure.ErrorDetails.RecommendedAction) {
                    $broken.Add("$($failure.FullyQualifiedErrorId) $failure $($failure.Exception.GetType()): $(Show-Invocation $command $parameters)")
                }
            }
            if ($watch.Elapsed.TotalSeconds -gt 60) { $broken.Add("took $($watch.Elapsed): $(Show-Invocation $command $parameters)") }
            if ($mayChange -and $failures -and -not $results) {
                $changes = @(Get-SandboxRequest $sandbox -From $requestCount).Where({ $_.isMutating -and $_.isExecuted -and -not $_.error })
                if ($changes) { $broken.Add("changed $($changes.action) and failed with ${failures}: $(Show-Invocation $command $parameters)") }
            }
            foreach ($result in $results) { if ($objects.Count -lt 60) { $objects.Add($result) } else { $objects[$random.Next(60)] = $result } }
        }

        $broken | Should -BeNullOrEmpty -Because "seed $seed, $i invocations"
        $seen.Count | Should -BeGreaterThan 15 -Because "the sets must cause many kinds of errors, not only $($seen.Keys)"
        Write-Host "$i parameter sets, seed ${seed}: $(($seen.GetEnumerator() | Sort-Object Value -Descending | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ', ')"
    }
}
