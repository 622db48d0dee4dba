# A probe from inside a spoke with real names, connections and certificates, in a network namespace and without AWS credentials.

BeforeDiscovery {
    $tools = 'unshare', 'ip', 'openssl', 'mount'
    $lacking = if (-not $IsLinux) { 'This is not Linux.' } elseif ((id -u) -ne '0') { 'A network namespace requires root.' }
    else { $tools.Where({ -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) }).ForEach({ "$_ is not installed." }) | Select-Object -First 1 }
}

Describe "A probe inside a spoke$($lacking ? ": $lacking" : '')" -Skip:([bool]$lacking) {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
        Import-TestedModule

        # The migration runs outside the spoke. The path test is handed over as JSON.
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $vpc = Get-SandboxId $sandbox vpcs vpcId 'shared'
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $dev = Get-SandboxId $sandbox vpcs vpcId 'dev'
        $hub = New-EndpointHub -Name shared -VpcId $vpc -SubnetId $subnets -Service kms
        $path = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false | Test-EndpointPath
        Stop-Sandbox $sandbox
        $json = Join-Path $TestDrive paths.json
        $path | ConvertTo-Json -Depth 6 -WarningAction Ignore | Set-Content $json

        # A certificate of the service by a trusted authority.
        $name = 'kms.ap-northeast-1.amazonaws.com'
        $authority, $server = (Join-Path $TestDrive ca), (Join-Path $TestDrive server)
        $asked = openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Test authority' -keyout "$authority.key" -out "$authority.pem" 2>&1
        $asked += openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$server.key" -out "$server.csr" 2>&1
        "subjectAltName=DNS:$name" | Set-Content "$server.ext"
        $asked += openssl x509 -req -days 2 -in "$server.csr" -CA "$authority.pem" -CAkey "$authority.key" -CAcreateserial -extfile "$server.ext" -out "$server.pem" 2>&1
        if ($LASTEXITCODE -ne 0) { throw "No certificate: $asked" }

        # The spoke's network as a client sees it: the addresses of the names, and servers on some of them.
        function Invoke-Inside ([string[]] $Answer, [string[]] $Serving) {
            $hosts, $command, $result = (Join-Path $TestDrive hosts), (Join-Path $TestDrive probe.ps1), (Join-Path $TestDrive result.json)
            @('127.0.0.1 localhost') + $Answer.ForEach({ "$_ $name" }) | Set-Content $hosts
            @"
`$ErrorActionPreference = 'Stop'
`$servers = foreach (`$address in '$($Serving -join "','")'.Where({ `$_ })) {
    Start-Process openssl -PassThru -RedirectStandardOutput /dev/null -ArgumentList 's_server', '-accept', "`${address}:443", '-cert', '$server.pem', '-key', '$server.key', '-quiet'
}
try {
    # A started server does not listen at once.
    `$deadline = [datetime]::UtcNow.AddSeconds(30)
    foreach (`$address in '$($Serving -join "','")'.Where({ `$_ })) {
        while (-not (Test-Connection `$address -TcpPort 443 -TimeoutSeconds 1 -Quiet) -and [datetime]::UtcNow -lt `$deadline) { Start-Sleep -Milliseconds 50 }
    }
    Import-Module '$env:ENDPOINTHUB_MODULE'
    Get-Content '$json' -Raw | ConvertFrom-Json | Test-EndpointPath -Probe | ConvertTo-Json -Depth 4 -EnumsAsStrings -WarningAction Ignore | Set-Content '$result'
} finally { `$servers | Stop-Process -ErrorAction Ignore }
"@ | Set-Content $command
            $setup = @('mount --bind "$0" /etc/hosts', 'ip link set lo up') + $path.HubAddresses.ForEach({ "ip addr add $_/32 dev lo" }) + 'command="$1"; shift; exec "$@" -File "$command"'
            Remove-Item $result -ErrorAction Ignore
            $output = env -u AWS_ENDPOINT_URL -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_REGION "SSL_CERT_FILE=$authority.pem" unshare --mount --net bash -ec ($setup -join "`n") $hosts $command @AnotherPowerShell 2>&1
            if (-not (Test-Path $result)) { throw "$output" }
            Get-Content $result -Raw | ConvertFrom-Json
        }
    }

    It 'agrees with a reachable path when every address responds' {
        $probe = Invoke-Inside $path.HubAddresses $path.HubAddresses
        $probe.Name | Should -Be $name
        $probe.Verdict, $probe.Agreement | Should -Be 'Reachable', 'Agrees'
        @($probe.Addresses | ForEach-Object Address) | Should -Be @($path.HubAddresses | Sort-Object)
        @($probe.Addresses | ForEach-Object Outcome) | Should -Be 'Served', 'Served'
    }

    It 'reports the address that does not respond' {
        $probe = Invoke-Inside $path.HubAddresses $path.HubAddresses[0]
        $probe.Verdict, $probe.Agreement | Should -Be 'Unreachable', 'Differs'
        $probe.Reason | Should -BeLike "$($path.HubAddresses[1]) on TCP 443: Refused*"
        $probe.Addresses.Where({ $_.Address -eq $path.HubAddresses[0] }).Outcome | Should -Be 'Served'
    }

    It 'reports addresses that differ from those of the path test' {
        $probe = Invoke-Inside $path.HubAddresses[0] $path.HubAddresses
        $probe.Verdict, $probe.Agreement | Should -Be 'Reachable', 'Differs'
        $probe.Differences | Should -BeLike "*$($path.HubAddresses[1])*"
    }

    It 'reports a name without addresses' {
        $probe = Invoke-Inside @() $path.HubAddresses
        $probe.Verdict, $probe.Agreement | Should -Be 'Unreachable', 'Differs'
        $probe.Reason | Should -BeLike 'The name did not resolve to an address*'
    }
}
