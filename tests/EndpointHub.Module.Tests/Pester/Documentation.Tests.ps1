# Every command of the README and of the help pages is run on the sandbox's landscape, whose ids the pages use. What a help page says about API calls
# and permissions is compared with what the sandbox logged.

BeforeDiscovery {
    Import-Module $env:ENDPOINTHUB_MODULE -Force

    # The order of the job: what a cmdlet's examples may take for granted is what stands before it.
    $job = 'New-EndpointHub', 'Connect-SpokeVpc', 'Add-S3GatewayEndpoint', 'Add-EcrPrivateZone', 'Add-EndpointPrivateZone', 'Disable-EndpointPrivateDns', 'Remove-SpokeEndpoint'
    $takesForGranted = @{ 'Get-EndpointHub' = 3; 'Test-EndpointPath' = 5; 'Enable-EndpointPrivateDns' = 6 }

    # A page's examples run in their order, as a reader types them.
    $pages = foreach ($command in Get-Command -Module EndpointHub) {
        $after = $takesForGranted[$command.Name] ?? [math]::Max(0, $job.IndexOf($command.Name))
        $before = if ($command.Name -eq 'New-EndpointHub') { @('A hub with a spoke') } else { @($job | Select-Object -First $after) }
        @{ page = $command.Name; examples = @((Get-Help $command.Name).examples.example.code); before = $before }
    }
    # The README's blocks build on each other. What builds the module and sends it to the sandbox has been done here already.
    $readme = [regex]::Matches((Get-Content (Join-Path $env:ENDPOINTHUB_REPOSITORY 'README.md') -Raw), '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value })
    $pages = @($pages) + @{ page = 'README.md'; examples = @($readme.Where({ $_ -notmatch 'build\.ps1|AWS_ENDPOINT_URL' })); before = @() }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    # AWS.Tools' cmdlet, as far as the pages use it.
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
            'A hub with a spoke' {
                $hub = New-EndpointHub -Name growing -VpcId $vpc -SubnetId $subnets[0] -Service sts
                $spokes = Connect-SpokeVpc -VpcId (Get-SandboxId $sandbox vpcs vpcId 'prd') -Hub $hub
            }
        }
        $hub, $spokes
    }

    # The text of a section that Get-Help shows under NOTES: what stands between its heading and the next one.
    function Get-HelpSection ([string] $Command, [string] $Heading) {
        $text = ((Get-Help $Command -Full).alertSet.alert.Text).Trim() -join "`n"
        $section = [regex]::Match($text, "(?ms)^$([regex]::Escape($Heading))\n(.*?)(?=^[A-Z ()]{6,}$|\z)")
        $section.Success | Should -BeTrue -Because "Get-Help $Command -Full shows $Heading"
        $section.Groups[1].Value.Trim()
    }

    # API actions and IAM actions, sorted: the ones that a text names, those of a request log, and those that IAM asks for.
    function Get-NamedAction ([string] $Text) { [regex]::Matches($Text, '\b[a-z0-9]+:[A-Z]\w+').Value | Sort-Object -Unique }
    function Get-LoggedAction ($Request) { $Request | ForEach-Object { "$($_.service):$($_.action)" } | Sort-Object -Unique }
    # Who creates a resource with tags needs ec2:CreateTags as well.
    function Get-IamAction ($Request) {
        @(Get-LoggedAction $Request) + @($Request | Where-Object { $_.parameters.key -match '^TagSpecification' } | ForEach-Object { 'ec2:CreateTags' }) | Sort-Object -Unique
    }

    # What about_EndpointHub lists for commands, as IAM writes it: a service stands for all actions up to the next, a comma after a name for the same as the next.
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

Describe 'The page of <page>' -ForEach $pages {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $run = @{ Requests = @() }
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'shows commands that run as they are written' {
        $ErrorActionPreference = 'Stop'
        $ConfirmPreference = 'None'
        $hub, $spokes = Invoke-Before $before
        $from = @(Get-SandboxRequest $sandbox).Count
        Push-Location $TestDrive
        try { foreach ($example in $examples) { . ([scriptblock]::Create($example)) | Out-Null } } finally { Pop-Location }
        $run.Requests = @(Get-SandboxRequest $sandbox $from)
        $run.Requests | Should -Not -BeNullOrEmpty
    }

    It 'needs no permissions but those that about_EndpointHub lists for its commands' {
        $listed = @(Get-ListedPermission @(Get-Command -Module EndpointHub | Where-Object { "$examples" -match $_.Name }).Name)
        $asked = @(Get-IamAction $run.Requests)
        $asked | Should -Not -BeNullOrEmpty
        foreach ($action in $asked) { $listed.Where({ $action -like $_ }) | Should -Not -BeNullOrEmpty -Because "$action was asked for" }
    }

    if ($page -ne 'README.md') {
        It 'names under Changes exactly the changing API calls that its examples made' {
            $named = Get-HelpSection $page 'CHANGES (API CALLS)'
            if ($named -like 'None. The command only reads.*') {
                $run.Requests.Where({ $_.isMutating }) | Should -BeNullOrEmpty
            }
            Get-NamedAction $named | Should -Be @(Get-LoggedAction $run.Requests.Where({ $_.isMutating }))
        }

        It 'names under Permissions exactly the IAM actions that its examples need' {
            Get-NamedAction (Get-HelpSection $page 'PERMISSIONS') | Should -Be @(Get-IamAction $run.Requests)
        }

        It 'names only errors that exist, and says how to undo' {
            $known = [EndpointHub.Errors.Problem].Assembly.GetTypes().Where({ $_.IsAbstract -and $_.IsSealed }).GetMethods().Where({ $_.ReturnType.Name -eq 'Problem' }).Name
            $known | Should -Contain 'VpcNotFound'
            $codes = [regex]::Matches(((Get-HelpSection $page 'ERRORS') -split "`n" -match '^- ' -replace ':.*'), '\w+').Value
            $codes | Should -Not -BeNullOrEmpty
            $codes.Where({ $_ -cnotin $known }) | Should -BeNullOrEmpty
            (Get-HelpSection $page 'HOW TO UNDO').Length | Should -BeGreaterThan 20
        }
    }
}

Describe 'The help' {
    It 'of <name> is found by Get-Help' -ForEach @(Get-Command -Module EndpointHub | ForEach-Object { @{ name = $_.Name } }) {
        $help = Get-Help $name -Full
        $help.Synopsis.Trim() | Should -Not -BeLike "$name*"
        $help.description.Text | Should -Not -BeNullOrEmpty
        $shown = $help | Out-String
        foreach ($heading in 'CHANGES (API CALLS)', 'PERMISSIONS', 'ERRORS', 'HOW TO UNDO', 'Example 1') { $shown | Should -BeLike "*$heading*" }
    }

    It 'on the findings of a path is found by Get-Help' {
        (Get-Help about_EndpointPath) -join "`n" | Should -BeLike '*NoReturnRoute (packet, fails)*'
    }

    It 'on the module is found by Get-Help' {
        $about = (Get-Help about_EndpointHub) -join "`n"
        $about | Should -BeLike '*Collect, then act*'
        foreach ($command in Get-Command -Module EndpointHub) { $about | Should -BeLike "*SEE ALSO*    $($command.Name)*" }
    }
}
