# Text of tags, records, files and parameters forges no line, sends nothing to the terminal, and runs nothing when a command is pasted.

BeforeDiscovery { $hasBash = [bool] (Get-Command bash -CommandType Application -ErrorAction Ignore) }

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $PSStyle.OutputRendering = 'PlainText'
    $esc, $bell = [char] 0x1B, [char] 7
    $texts = @(
        '$(touch pwned).evil.com', '`touch pwned`', '; touch pwned;', '& touch pwned &', '| touch pwned', "'; touch pwned; '", '"; touch pwned; "'
        "'`"; touch pwned; `"'", '$(New-Item pwned)', '@(New-Item pwned)', '{ New-Item pwned }', "`u{2019}; New-Item pwned; `u{2018}", "`u{201D}; New-Item pwned; `u{201C}"
        '--endpoint-url=http://192.0.2.1', 'file:///etc/passwd', '-x', '%PATH%', '!!', 'a\', '*', '~', '', '10kb', '<script>alert(1)</script>', "a`nFORGED line", "a`r`nFORGED line", "a`tb"
        "$esc[2J$esc[31mred", "$esc]8;;http://example.com$bell", "$esc]0;title$bell", "`u{9B}2J", "`u{85}FORGED", "a`u{202E}gpj.exe", "`u{2066}a`u{2069}", "`u{200E}`u{200F}`u{061C}"
        "a`u{2028}FORGED`u{2029}", "`u{FEFF}`u{200B}", "`u{E0041}", [string] [char] 0xD800, ('x' * 256), "日本語 `u{1F600}", '{{0}}', '{0}'
    )
    $all = $texts[0..8] + $texts[24..36] -join ' '

    function Assert-Plain ([string] $Text, [string] $Because, [switch] $Wrapped) {
        # Characters of other planes are pairs of surrogates.
        $Text -creplace '[\ud83c-\ud83e][\udc00-\udfff]' -cmatch '[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029-[\r\n]]' | Should -BeFalse -Because $Because
        # The first column of a table may wrap at any character.
        -not $Wrapped -and $Text -cmatch '(?m)^FORGED' | Should -BeFalse -Because $Because
    }

    $domain = [EndpointHub.Values.DisplayText].Assembly
    function New-Command ([string] $Factory, [string] $Format, [object[]] $Value) {
        $domain.GetType('EndpointHub.Errors.CommandLine').GetMethod($Factory, [type[]] @([FormattableString])).Invoke($null, @([Runtime.CompilerServices.FormattableStringFactory]::Create($Format, $Value)))
    }

    # Runs commands in a folder of their own, in PowerShell and in bash, where aws and every cmdlet only record their arguments.
    function Invoke-Recorded ([string[]] $Commands) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        Push-Location $folder
        try {
            $recorded = foreach ($command in $Commands) {
                $calls = [System.Collections.Generic.List[object]]::new()
                & {
                    function aws { $calls.Add(@('aws') + $args) }
                    foreach ($name in (Get-Command -Module EndpointHub).Name + 'Get-Help') { Set-Item "function:$name" ([scriptblock]::Create("`$calls.Add(@('$name') + `$args)")) }
                    $null = Invoke-Expression $command
                }
                ConvertTo-Json @($calls | ForEach-Object { , @($_ | ForEach-Object { "$_" }) }) -Compress -Depth 3
            }
            $script = @('record() { printf "%s\0" "$@" >> calls; printf "\1\0" >> calls; }', 'aws() { record aws "$@"; }', 'command_not_found_handle() { record "$@"; }')
            $script += foreach ($command in $Commands) { $command; 'printf "\2\0" >> calls' }
            [IO.File]::WriteAllText("$folder/script.sh", ($script -join "`n"), [Text.UTF8Encoding]::new($false))
            $null = bash script.sh 2>&1
            $inBash = foreach ($part in [IO.File]::ReadAllText("$folder/calls").Split("`u{2}`0", [StringSplitOptions]::RemoveEmptyEntries)) {
                ConvertTo-Json @($part.Split("`u{1}`0", [StringSplitOptions]::RemoveEmptyEntries).ForEach({ , @($_.Substring(0, $_.Length - 1).Split("`0")) })) -Compress -Depth 3
            }
            [pscustomobject]@{ PowerShell = @($recorded); Bash = @($inBash); Files = @((Get-ChildItem $folder).Name.Where({ $_ -notin 'script.sh', 'calls' })) }
        } finally { Pop-Location }
    }
}

Describe 'Commands with hostile values' -Skip:(-not $hasBash) {
    It 'pass each value as one argument in PowerShell and in bash, or are not shown' {
        $shown = foreach ($text in $texts) {
            $line = (New-Command Aws 'ec2 describe-vpcs --vpc-ids {0}' $text).Text
            if ($line) { [pscustomobject]@{ Value = $text; Line = $line } }
        }
        $shown.Count | Should -BeGreaterThan 10
        $shown.Value | Should -Contain '$(touch pwned).evil.com'
        $run = Invoke-Recorded $shown.Line
        $run.Files | Should -BeNullOrEmpty
        for ($i = 0; $i -lt $shown.Count; $i++) {
            $expected = ConvertTo-Json @(, @('aws', 'ec2', 'describe-vpcs', '--vpc-ids', $shown[$i].Value)) -Compress -Depth 3
            $run.PowerShell[$i] | Should -BeExactly $expected
            $run.Bash[$i] | Should -BeExactly $expected
        }
    }

    It 'would run what they contain without the quotes' {
        (Invoke-Recorded 'aws ec2 describe-vpcs --vpc-ids $(touch pwned)').Files | Should -Be 'pwned'
    }

    It 'of every problem run nothing else, and its messages are plain' {
        $problems = $domain.GetType('EndpointHub.Errors.Problems')
        $factories = $problems.GetMethods('Public, Static').Where({ -not $_.GetParameters().Where({ $_.ParameterType -notin [string], [EndpointHub.Values.ValueList[string]] -and -not $_.IsOptional }) })
        $factories.Count | Should -BeGreaterThan 40
        $commands = foreach ($text in $texts) {
            foreach ($factory in $factories) {
                $values = foreach ($parameter in $factory.GetParameters()) {
                    if ($parameter.ParameterType -eq [string]) { $text } elseif ($parameter.IsOptional) { $null } else { , [EndpointHub.Values.ValueList[string]]::From([string[]] @($text, $text)) }
                }
                $problem = $factory.Invoke($null, @($values))
                Assert-Plain "$problem" "$($factory.Name) $text"
                Assert-Plain "$($problem.Advice) $($problem.Remedy)" "$($factory.Name) $text"
                $problem.Remedy | Should -Not -BeNullOrEmpty
                $problem.Command
            }
        }
        $commands = $commands | Where-Object { $_ } | Sort-Object -Unique -CaseSensitive
        $commands.Count | Should -BeGreaterThan 100
        $run = Invoke-Recorded $commands
        $run.Files | Should -BeNullOrEmpty
        $run.PowerShell.Count | Should -Be $commands.Count
        $run.Bash | Should -BeExactly $run.PowerShell
    }
}

Describe 'Views with hostile values' {
    BeforeAll {
        # An object whose texts are all hostile, and those of its parts.
        function New-Hostile ([type] $Type, [int] $Depth = 0) {
            $object = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
            foreach ($property in $Type.GetProperties().Where({ $_.CanWrite })) {
                $kind = $property.PropertyType
                $value = if ($kind -eq [string]) { $all }
                elseif ($kind.IsGenericType -and $kind.Name -like 'ValueList*') {
                    $item = $kind.GenericTypeArguments[0]
                    $items = [Array]::CreateInstance($item, 1)
                    if ($item -eq [string]) { $items[0] = $all } elseif ($item.IsAbstract -or $Depth -gt 2) { $items = [Array]::CreateInstance($item, 0) } elseif ($item.IsClass) { $items[0] = New-Hostile $item ($Depth + 1) }
                    , $kind.GetMethod('From').Invoke($null, @(, $items))
                }
                elseif ($kind.IsClass -and $kind.Namespace -like 'EndpointHub*' -and -not $kind.IsAbstract -and $Depth -le 2) { New-Hostile $kind ($Depth + 1) }
                else { continue }
                $property.SetValue($object, $value)
            }
            $object
        }
        $results = (Get-Command -Module EndpointHub).OutputType.Type | Sort-Object FullName -Unique
    }

    It 'show a result as plain text by default, as a list and as a table' {
        $results.Count | Should -BeGreaterThan 6
        foreach ($type in $results) {
            $object = New-Hostile $type
            foreach ($text in @(($object | Out-String -Width 400), ($object | Format-List | Out-String -Width 400), ($object | Format-Table | Out-String -Width 400), "$object")) {
                Assert-Plain $text $type.Name -Wrapped:($type.Name -eq 'EndpointProbe')
            }
            $object | Format-List | Out-String -Width 20000 | Should -BeLike '*\u001B*'
            ($object | Select-Object * | ConvertTo-Json -Depth 3 -WarningAction Ignore) -cmatch '[\x00-\x1F-[\r\n]]' | Should -BeFalse
        }
    }

    It 'show the parts of a result as plain text' {
        foreach ($type in 'Results.HubZone', 'Results.HubEndpoint', 'Topology.Tag', 'Topology.Endpoint', 'Paths.Verdicts.Finding', 'Paths.Verdicts.NamePath', 'Costing.Bill', 'Costing.BillLine', 'Costing.CostLine', 'Probing.ProbedAddress') {
            $object = New-Hostile $domain.GetType("EndpointHub.$type")
            foreach ($text in @(($object | Out-String -Width 400), ($object | Format-List | Out-String -Width 400))) { Assert-Plain $text $type }
        }
    }

    It 'would show the text as it is without a view' {
        { Assert-Plain ([pscustomobject]@{ VpcName = "a`u{202E}b" } | Format-List | Out-String) } | Should -Throw
        foreach ($text in "$esc[2J", "a`u{9B}b", "a`tb", "a`nFORGED", "a`u{2028}b", "`u{E0041}") { { Assert-Plain $text } | Should -Throw }
        Assert-Plain "日本語 `u{1F600}"
    }
}

Describe 'Cmdlets with hostile text' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $ConfirmPreference = 'None'
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service kms
        function Set-Tag ($Id, $Key, $Value) {
            $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20260101/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00' }
            $null = Invoke-RestMethod $sandbox.Url -Method Post -Headers $headers -Body @{ Action = 'CreateTags'; Version = '2016-11-15'; 'ResourceId.1' = $Id; 'Tag.1.Key' = $Key; 'Tag.1.Value' = $Value } -SkipHeaderValidation
        }
        # XML has no control characters below a space: AWS cannot return these.
        $tag = "`u{202E}`u{2066}`u{2069}`u{200E}`u{2028}FORGED`u{FEFF} `$(touch pwned); calc;"
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'report every text parameter in plain text' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + 'WhatIf', 'Confirm', 'EndpointUrl', 'SecretKey', 'SessionToken', 'AccessKey'
        $asked = 0
        foreach ($command in Get-Command -Module EndpointHub) {
            foreach ($parameter in $command.Parameters.Values.Where({ $_.Name -notin $common -and $_.ParameterType -in [string], [string[]], [EndpointHub.Cmdlets.Input.HubIdentity], [EndpointHub.Paths.Index.NamedPolicy] })) {
                $set = @($parameter.ParameterSets.Keys)[0]
                $given = @{ $parameter.Name = $all }
                $others = $command.Parameters.Values.Where({ $_.Name -ne $parameter.Name -and ($_.ParameterSets.Values.IsMandatory -contains $true) -and ($set -eq '__AllParameterSets' -or $_.ParameterSets.ContainsKey($set) -or $_.ParameterSets.ContainsKey('__AllParameterSets')) })
                if ($others.Where({ $_.Name -in 'SpokeConnection', 'EndpointPath', 'Probe' })) { continue }
                foreach ($other in $others) { $given[$other.Name] = @{ VpcId = $dev; Hub = 'shared'; Name = 'shared'; VpcEndpointId = 'vpce-00000000000000000'; Service = 'kms' }[$other.Name] }
                $output = try { & $command @given -Verbose -ErrorAction Continue *>&1 } catch { $_ }
                foreach ($failure in @($output).Where({ $_ -is [System.Management.Automation.ErrorRecord] })) {
                    Assert-Plain "$failure $($failure.ErrorDetails.RecommendedAction) $($failure.Exception.Message)" "$command -$($parameter.Name)"
                }
                Assert-Plain ($output | Out-String -Width 400) "$command -$($parameter.Name)"
                $asked++
            }
        }
        $asked | Should -BeGreaterThan 30
    }

    It 'show Name tags, and warnings, verbose messages and questions about them, in plain text' {
        Set-Tag $dev Name $tag
        $inventory = Get-EndpointInventory -VpcId $dev -Verbose 4>&1
        @($inventory)[-1].VpcName | Should -BeExactly $tag
        Assert-Plain ($inventory | Out-String -Width 400) inventory
        Assert-Plain ($inventory | Format-List | Out-String -Width 400) inventory
        Assert-Plain (Measure-EndpointCost -VpcId $dev -Hub shared -Verbose *>&1 | Out-String -Width 400) cost
        Assert-Plain (Connect-SpokeVpc -VpcId $dev -Hub shared -WhatIf -Verbose *>&1 | Out-String -Width 400) connect
    }

    It 'take no tag with another value for a hub, and say so' {
        $own = @((Get-EndpointInventory -VpcId $dev).Where({ $_.Kind -eq 'Interface' }))[0].VpcEndpointId
        Set-Tag $own 'endpointhub:hub' 'x; calc;'
        $output = Get-EndpointHub 3>&1
        @($output.Where({ $_ -is [EndpointHub.Results.Hub] }).Name) | Should -Be 'shared'
        @($output.Where({ $_ -is [System.Management.Automation.WarningRecord] })).Message | Should -BeLike "$own belongs to no hub*"
        (Get-EndpointInventory -VpcId $dev -WarningAction Ignore).Where({ $_.VpcEndpointId -eq $own }).PartOfHub | Should -BeNullOrEmpty
        { Get-EndpointHub -Name 'x; calc;' } | Should -Throw -ErrorId 'MalformedHubName,*'
        { New-EndpointHub -Name 'x; calc;' -VpcId $shared -SubnetId $subnet -Service kms } | Should -Throw -ErrorId 'MalformedHubName,*'
        { Connect-SpokeVpc -VpcId $dev -Hub "a`n" } | Should -Throw -ErrorId 'MalformedHubName,*'
    }
}

Describe 'Hostile files' {
    BeforeAll {
        $env:AWS_REGION = 'ap-northeast-1'
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'
        $file = Join-Path $TestDrive policy.json
        # Without credentials a valid file ends in NoCredentials, after the files were read.
        function Get-Refusal ($Path) {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $failures = foreach ($script in { Test-EndpointPath -VpcId vpc-0de374cbaa2d1f2db -Hub shared -PolicyDocument $Path }, { New-EndpointHub -Name shared -VpcId vpc-0de374cbaa2d1f2db -SubnetId subnet-0de374cbaa2d1f2db -Service kms -PolicyDocument $Path }) {
                try { & $script } catch { $_ }
            }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 60
            $failures.Count | Should -Be 2
            $failures
        }
        function Assert-Refused ($Path, $Reason) {
            $failures = Get-Refusal $Path
            $failures.FullyQualifiedErrorId -replace ',.*' | Should -Be 'MalformedOtherPolicy', 'MalformedPolicy'
            $failures | ForEach-Object { "$_" | Should -BeLike "*$Reason*" }
        }
        $env:AWS_PROFILE = 'missing'
    }
    AfterAll { Remove-Item env:AWS_REGION, env:AWS_PROFILE }

    It 'are not confused with a regular file' {
        $policy | Set-Content $file
        (Get-Refusal $file).FullyQualifiedErrorId -replace ',.*' | Should -Not -Contain 'MalformedPolicy'
        (Get-Refusal $file).FullyQualifiedErrorId -replace ',.*' | Should -Not -Contain 'MalformedOtherPolicy'
    }

    It 'are refused when they are devices, pipes, folders or links to them' -Skip:$IsWindows {
        Assert-Refused /dev/zero 'not a regular file'
        Assert-Refused /dev/null 'not a regular file'
        $pipe, $link, $toZero = 'pipe', 'link', 'zero' | ForEach-Object { Join-Path $TestDrive $_ }
        mkfifo $pipe
        ln -s $pipe $link
        ln -s /dev/zero $toZero
        foreach ($path in $pipe, $link, $toZero) { Assert-Refused $path 'not a regular file' }
        Assert-Refused "$TestDrive" 'no file'
        Assert-Refused (Join-Path $TestDrive nothing.json) ''
        $policy | Set-Content $file
        ln -s $file (Join-Path $TestDrive good.json)
        (Get-Refusal (Join-Path $TestDrive good.json)).FullyQualifiedErrorId -replace ',.*' | Should -Not -Contain 'MalformedPolicy'
    }

    It 'are refused when they are too large, and the limit is said' {
        [IO.File]::WriteAllText($file, $policy + ' ' * 300000)
        Assert-Refused $file 262144
    }

    It 'are refused when they are not UTF-8' {
        [IO.File]::WriteAllBytes($file, [byte[]] ([Text.Encoding]::UTF8.GetBytes('{"Statement":"') + 0xC3, 0x28 + [Text.Encoding]::UTF8.GetBytes('"}')))
        Assert-Refused $file 'not text in UTF-8'
        $policy | Set-Content $file -Encoding unicode
        Assert-Refused $file 'not text in UTF-8'
    }

    It 'are refused when an object has two members of one name, or is nested too deeply' {
        '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a"}},"Condition":{}}}' | Set-Content $file
        Assert-Refused $file twice
        '{"Statement":' + '[' * 1000 | Set-Content $file
        Assert-Refused $file 'not JSON'
    }
}

Describe 'A probe of names that a file gives' {
    It 'connects to names of the service only' {
        $path = @{
            VpcId = 'vpc-0de374cbaa2d1f2db'; AccountId = '123456789012'; Region = 'ap-northeast-1'; HubVpcId = 'vpc-0de374cbaa2d1f2db'; HubAccountId = '123456789012'
            ServiceName = 'com.amazonaws.ap-northeast-1.kms'; Verdict = 'Reachable'
            Names = @('', 'localhost', '127.0.0.1', '169.254.169.254', 'example.com', "a`nFORGED") | ForEach-Object { @{ Name = $_; Verdict = 'Reachable' } }
            Findings = @(@{ Code = 'NameLeadsElsewhere'; Resource = 'x'; Reason = "a`nFORGED"; Command = 'touch pwned' })
        } | ConvertTo-Json -Depth 5
        $output = $path | ConvertFrom-Json | Test-EndpointPath -Probe -ErrorAction SilentlyContinue -ErrorVariable failures
        $output | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NamesNotProbed*'
        Assert-Plain "$($failures[0])" probe
        "$($failures[0])" | Should -BeLike '*has 6 names*'
    }
}
