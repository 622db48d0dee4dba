# The commands of findings and problems: PowerShell parses all of them, cmdlets have their parameters, the AWS CLI accepts its own, and the other files of
# commands run each in its state.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    $hasAwsCli = Test-AwsCli
    Remove-Module CommandSupport
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force -Function Test-ReadingCommand
    Import-TestedModule
    $commands = Get-Content "$PSScriptRoot/../Snapshots/*.txt" | Where-Object { $_ -match '^  command:  (.+)' } | ForEach-Object { $Matches[1] } | Sort-Object -Unique
    function Read-Command ([string] $Text) {
        $tokens = $problems = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
        [pscustomobject]@{ Tree = $tree; Problems = $problems; Calls = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) }
    }
    function Get-Calls { ($commands | ForEach-Object { Read-Command $_ }).Calls }
}

Describe 'The commands of the catalogues' {
    It 'are parsed by PowerShell, and hold no variable' {
        $commands.Count | Should -BeGreaterThan 50
        foreach ($command in $commands) {
            $read = Read-Command $command
            $read.Problems | Should -BeNullOrEmpty
            $read.Tree.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true) | Should -BeNullOrEmpty
        }
        (Read-Command 'Connect-SpokeVpc -Hub $hub').Tree.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true) | Should -Not -BeNullOrEmpty
    }

    It 'call cmdlets with parameters that these have' {
        $cmdlets = (Get-Calls).Where({ $_.GetCommandName() -ne 'aws' })
        $cmdlets.Count | Should -BeGreaterThan 20
        foreach ($call in $cmdlets) {
            $known = Get-Command $call.GetCommandName() -ErrorAction Stop
            $call.CommandElements.Where({ $_ -is [System.Management.Automation.Language.CommandParameterAst] }).ForEach({ $_.ParameterName }) | ForEach-Object {
                $known.Parameters.Keys | Should -Contain $_ -Because "$call"
            }
        }
    }

    It 'show help where they ask for it' {
        $helps = (Get-Calls).Where({ $_.GetCommandName() -eq 'Get-Help' }).Extent.Text | Sort-Object -Unique
        $helps.Count | Should -BeGreaterThan 10
        foreach ($help in $helps) { Invoke-Expression $help | Should -Not -BeNullOrEmpty -Because $help }
    }

    It 'are accepted by the AWS CLI, up to the request' -Skip:(-not $hasAwsCli) {
        $lines = (Get-Calls).Where({ $_.GetCommandName() -eq 'aws' }) | ForEach-Object {
            $words = $_.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_ -is [System.Management.Automation.Language.StringConstantExpressionAst] ? $_.Value : $_.Extent.Text }
            ConvertTo-Json @($words) -Compress
        } | Sort-Object -Unique
        $lines.Count | Should -BeGreaterThan 50
        $lines | python3 "$PSScriptRoot/accept_aws.py" | Should -Be "accepted $($lines.Count)"
        '["ec2","describe-subnets","--bogus"]' | python3 "$PSScriptRoot/accept_aws.py" | Select-Object -Last 1 | Should -Be 'accepted 0'
    }
}

Describe 'A command of the AWS CLI' {
    BeforeAll { $sandbox = Start-Sandbox }
    AfterAll { Stop-Sandbox $sandbox }

    # The other files run the CLI in one process. PowerShell passes a command with quotes and brackets to the program itself in the same way.
    It 'gets from PowerShell what is quoted' -Skip:(-not $hasAwsCli) {
        $dev = Get-SandboxId $sandbox vpcs vpcId 'dev'
        $zone = (aws route53 create-hosted-zone --name x.y --caller-reference one --vpc "VPCRegion=ap-northeast-1,VPCId=$dev" --region ap-northeast-1 | Out-String | ConvertFrom-Json).HostedZone.Id
        $command = $commands.Where({ $_ -like '*route53 change-resource-record-sets*Action=CREATE*' -and $_ -notlike '*; *' })[0]
        $command = $command.Replace(' --profile network', '') -replace 'Z-[a-z0-9.-]+', ($zone -split '/')[-1] -replace '(?<=\{Name=)[*a-z0-9.-]+', '*.x.y'
        $null = Invoke-Expression $command
        $LASTEXITCODE | Should -Be 0 -Because $command
        aws route53 list-resource-record-sets --hosted-zone-id $zone --query 'ResourceRecordSets[].Name' --region ap-northeast-1 | Out-String | Should -Match '052\.x\.y'
    }
}

Describe 'Every command of <_>' -ForEach 'findings', 'problems' {
    BeforeAll {
        # What no test runs, because the sandbox does not come to the state.
        $kind = $_
        $notRun = @{
            findings = @{
                ConflictingDomains   = 'AWS refuses a second zone or rule of the same domain in a VPC or a Profile: it is seen only while one replaces the other.'
                RoutingPolicyDecides = 'The sandbox refuses records with routing policies.'
            }
            problems = @{
                ConfigurationUnreadable    = 'The command ends with the error that names the malformed file.'
                HostRoleUnavailable        = 'The command asks the host for its role, as the cmdlet did.'
                WebIdentityTokenUnreadable = 'The command ends with the error that names the file.'
                CredentialProcessFailed    = 'Its state is a configuration file and no sandbox; the command is parsed only.'
                SourceProfileLoop          = 'Its state is a configuration file and no sandbox; the command is parsed only.'
                SourceProfileNotFound      = 'Its state is a configuration file and no sandbox; the command is parsed only.'
                RecordsUnread              = 'The sandbox hides the records of all zones or of none, and without the records of the hub the removal is refused for another cause.'
                ZoneRecordsUnread          = 'The records may not be read in this state, so the command, which reads them, is refused.'
                AnsweringEndpointUnknown   = 'The records may not be read in this state, so the command, which reads them, is refused.'
                NotConfirmed               = 'The state passes with the next look; the tests of outcomes make it with a look that is refused once.'
                MfaRequired                = 'The command asks for a code of a device.'
                LoginProfileUnsupported    = 'The command needs a sign-in in a browser.'
                QuotaReached               = 'The sandbox has no Service Quotas, which the command asks.'
                TrafficUnknown             = 'The sandbox has no CloudWatch, which the command asks.'
                EndpointFailed             = 'Endpoints of the sandbox do not fail.'
                PeeringFailed              = 'A peering of the sandbox fails when addresses overlap, and EndpointHub asks for none then.'
                NoPrivateNames             = 'It is a warning, which carries no command.'
                NamesTaken                 = 'No two services of the sandbox have a private name in common.'
            }
        }[$_]
        $files = @{ findings = 'CommandsOfPackets', 'CommandsOfTransit', 'CommandsOfNames'; problems = 'CommandsOfProblems', 'CommandsOfTransit', 'BadInput' }[$_]
        $withCommand = @{}
        foreach ($line in Get-Content "$PSScriptRoot/../Snapshots/$_.txt") {
            if ($line -match '^(\w+) \(') { $code = $Matches[1] }
            if ($line -match '^  command:  (.+)') { $withCommand[$code] = $Matches[1] }
        }

        # The codes in the rows of a file. Each row is a test that runs the command; in BadInput.Tests.ps1 this holds for commands that change nothing.
        function Get-TestedCode ($File) {
            $tree = [System.Management.Automation.Language.Parser]::ParseFile("$PSScriptRoot/$File.Tests.ps1", [ref] $null, [ref] $null)
            $rows = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.HashtableAst] }, $true)
            $key = $File -eq 'BadInput' ? 'id' : 'code'
            # The file about Transit Gateways has rows of both kinds.
            $others = $kind -eq 'findings' ? 'problems' : 'findings'
            $ofOthers = $File -eq 'CommandsOfTransit' ? @((Get-Content "$PSScriptRoot/../Snapshots/$others.txt") -match '^\w+ \(' -replace ' .*') : @()
            $rows.KeyValuePairs.Where({ $_.Item1.Extent.Text -eq $key }).ForEach({ $_.Item2.Extent.Text.Trim("'") }).Where({ $_ -notin $ofOthers }).Where({
                    $File -ne 'BadInput' -or ($withCommand[$_] -and (Test-ReadingCommand $withCommand[$_]))
                })
        }
    }

    It 'is run by a test in its state, or is listed with the reason why not' {
        $run = $files | ForEach-Object { Get-TestedCode $_ } | Sort-Object -Unique
        $run | Where-Object { -not $withCommand[$_] } | Should -BeNullOrEmpty
        $run | Where-Object { $notRun[$_] } | Should -BeNullOrEmpty
        @($run) + $notRun.Keys | Sort-Object | Should -Be ($withCommand.Keys | Sort-Object)
        $notRun.Values | ForEach-Object { $_ | Should -Match '\.$' }
    }
}
