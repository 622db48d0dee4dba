# Functions that the Pester files share. The paths come from the test host (PowerShellProcess.cs).

function Import-TestedModule {
    Import-Module $env:ENDPOINTHUB_MODULE -Force -Global -ErrorAction Stop
}

# The command line of another PowerShell of the same version. The dotnet host runs this one (RepositoryPowerShell.cs), and PATH may contain none.
$AnotherPowerShell = @([Environment]::ProcessPath, (Join-Path $PSHOME pwsh.dll), '-NoProfile', '-NonInteractive')

# Runs a script in another PowerShell process and returns its output, parsed from JSON.
function Invoke-Alone ([scriptblock] $Script, [string[]] $ArgumentList = @()) {
    $program, $options = $AnotherPowerShell
    $output = & $program @options -OutputFormat Text -CommandWithArgs "& { $Script } @args" @ArgumentList 2>&1
    if ($LASTEXITCODE -ne 0) { throw "The script ended with $LASTEXITCODE.`n$($output -join "`n")" }
    $output | ConvertFrom-Json
}

# Starts a sandbox on a free port and sets it as the endpoint of the SDK.
function Start-Sandbox ([string] $Landscape = 'seed', [string[]] $Option = @()) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($env:ENDPOINTHUB_SANDBOX, 'serve', '--port', '0', '--landscape', $Landscape) + $Option) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLineAsync()
    if (-not $ready.Wait(30000) -or $ready.Result -notmatch '^listening on (http://127\.0\.0\.1:\d+)$') {
        $process.Kill($true)
        throw "The sandbox did not start: $($ready.Result)"
    }
    $url = $Matches[1]
    Set-SandboxAccess $url
    [pscustomobject]@{ Url = $url; Process = $process }
}

# Sets a sandbox as the endpoint of the SDK. The access key is the account id.
function Set-SandboxAccess ([string] $Url, [string] $Account = '123456789012') {
    $env:AWS_ENDPOINT_URL = $Url
    $env:AWS_ACCESS_KEY_ID = $Account
    $env:AWS_SECRET_ACCESS_KEY = 'sandbox'
    $env:AWS_REGION = 'ap-northeast-1'
}

function Stop-Sandbox ($Sandbox) {
    foreach ($name in 'AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION') { Remove-Item "env:$name" -ErrorAction Ignore }
    $Sandbox.Process.Kill($true)
    $Sandbox.Process.WaitForExit()
}

# The requests in the sandbox's log, oldest first, from an index on.
function Get-SandboxRequest ($Sandbox, [int] $From = 0) {
    (Invoke-RestMethod "$($Sandbox.Url)/_sandbox/requests?from=$From")
}

function Get-SandboxState ($Sandbox) {
    Invoke-RestMethod "$($Sandbox.Url)/_sandbox/state"
}

# The id of the resource with this Name tag in the landscape.
function Get-SandboxId ($Sandbox, [string] $Kind, [string] $Property, [string] $Name) {
    $found = (Get-SandboxState $Sandbox).networks[0].$Kind | Where-Object { $_.tags.Where({ $_.key -eq 'Name' }).value -eq $Name }
    $found.$Property ?? $(throw "The landscape has no $Kind named $Name.")
}

# Gives a hub a second endpoint for a service, with a security group of its own. Both have the hub's tag. Returns their ids.
function Add-HubDuplicate ($Sandbox, $Hub, [string] $Service = 'ecr.dkr') {
    $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20260101/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00' }
    $tag = @{ Version = '2016-11-15'; VpcId = $Hub.HubVpcId; 'TagSpecification.1.Tag.1.Key' = 'endpointhub:hub'; 'TagSpecification.1.Tag.1.Value' = $Hub.Name }
    $call = { Invoke-RestMethod $Sandbox.Url -Method Post -Headers $headers -Body ($tag + $args[0]) -SkipHeaderValidation }
    $group = & $call @{ Action = 'CreateSecurityGroup'; GroupName = 'second'; GroupDescription = 'second'; 'TagSpecification.1.ResourceType' = 'security-group' }
    $endpoint = & $call @{
        Action = 'CreateVpcEndpoint'; VpcEndpointType = 'Interface'; ServiceName = "com.amazonaws.ap-northeast-1.$Service"; PrivateDnsEnabled = 'false'
        'SubnetId.1' = $Hub.Endpoints[0].SubnetIds[0]; 'SecurityGroupId.1' = $group.CreateSecurityGroupResponse.groupId; 'TagSpecification.1.ResourceType' = 'vpc-endpoint'
    }
    [pscustomobject]@{ VpcEndpointId = $endpoint.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId; SecurityGroupId = $group.CreateSecurityGroupResponse.groupId }
}

function Reset-Sandbox ($Sandbox) {
    $null = Invoke-RestMethod "$($Sandbox.Url)/_sandbox/reset" -Method Post
}

Export-ModuleMember -Function * -Variable AnotherPowerShell
