# Credentials that cannot be used: the error names the cause and what to do, and no output of a helper program is shown.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    # Nothing is sent: the port is closed.
    $env:AWS_ENDPOINT_URL = 'http://127.0.0.1:1'
    $env:AWS_REGION = 'ap-northeast-1'

    function Set-Configuration ([string] $Text) {
        $env:AWS_CONFIG_FILE = Join-Path $TestDrive 'config'
        [IO.File]::WriteAllText($env:AWS_CONFIG_FILE, $Text)
    }

    function Get-Failure ([hashtable] $Parameter) {
        try { $null = Get-EndpointInventory @Parameter } catch { $_ }
    }
}

AfterAll {
    Remove-Item env:AWS_ENDPOINT_URL, env:AWS_REGION, env:AWS_CONTAINER_CREDENTIALS_FULL_URI -ErrorAction Ignore
    $env:AWS_CONFIG_FILE = $env:AWS_SHARED_CREDENTIALS_FILE
}

Describe 'A profile' {
    It 'that <what> is reported as <code>' -ForEach @(
        @{ what = 'was made by aws login'; code = 'LoginProfileUnsupported'; text = "[profile dev]`nlogin_session = arn:aws:iam::111111111111:user/dev"; action = '*aws configure export-credentials*' }
        @{ what = 'needs a code of a device'; code = 'MfaRequired'; action = '*dev*'
            text = "[profile dev]`nrole_arn = arn:aws:iam::111111111111:role/a`nsource_profile = base`nmfa_serial = arn:aws:iam::111111111111:mfa/dev`n[profile base]`naws_access_key_id = a`naws_secret_access_key = SECRET" }
        @{ what = 'names a source that does not exist'; code = 'SourceProfileNotFound'; text = "[profile dev]`nrole_arn = arn:aws:iam::111111111111:role/a`nsource_profile = absent"; action = '*absent*' }
        @{ what = 'is its own source'; code = 'SourceProfileLoop'; action = '*one*'
            text = "[profile dev]`nrole_arn = arn:aws:iam::111111111111:role/a`nsource_profile = one`n[profile one]`nrole_arn = arn:aws:iam::111111111111:role/b`nsource_profile = dev" }
        @{ what = 'nobody has signed in to'; code = 'SsoSignInRequired'; action = '*aws sso login*dev*'
            text = "[profile dev]`nsso_start_url = https://example.awsapps.com/start`nsso_region = ap-northeast-1`nsso_account_id = 111111111111`nsso_role_name = a" }
        @{ what = 'has a token file that does not exist'; code = 'WebIdentityTokenUnreadable'; text = "[profile dev]`nrole_arn = arn:aws:iam::111111111111:role/a`nweb_identity_token_file = /absent/token"; action = '*/absent/token*' }
        @{ what = 'has a role, where STS does not answer'; code = 'Unreachable'; action = '*AssumeRole*'
            text = "[profile dev]`nrole_arn = arn:aws:iam::111111111111:role/a`nsource_profile = base`n[profile base]`naws_access_key_id = a`naws_secret_access_key = SECRET" }
        @{ what = 'has a program that fails'; code = 'CredentialProcessFailed'; text = "[profile dev]`ncredential_process = sh -c ""echo SECRET; echo SECRET >&2; exit 3"""; action = '*dev*' }
        @{ what = 'has a program that prints no keys'; code = 'CredentialProcessFailed'; text = "[profile dev]`ncredential_process = echo SECRET"; action = '*dev*' }
        @{ what = 'is in no file'; code = 'ProfileNotFound'; text = "[profile other]`naws_access_key_id = a"; action = '*dev*' }
        @{ what = 'is incomplete'; code = 'CredentialsUnreadable'; text = "[profile dev]`naws_access_key_id = SECRET"; action = '*dev*' }
    ) {
        Set-Configuration $text
        $failures = @(Get-Failure @{ ProfileName = 'dev' })
        $failures.FullyQualifiedErrorId | Should -BeLike "$code,*" -Because "$failures"
        $shown = "$($failures | Format-List * -Force | Out-String) $($failures.ErrorDetails.RecommendedAction) $($failures.Exception)"
        $failures.ErrorDetails.RecommendedAction, "$failures" -join ' ' | Should -BeLike $action
        $shown | Should -Not -BeLikeExactly '*SECRET*'
    }
}

Describe 'A host' {
    It 'whose role cannot be asked for is reported as HostRoleUnavailable' {
        Set-Configuration ''
        $env:AWS_CONTAINER_CREDENTIALS_FULL_URI = 'http://127.0.0.1:1/credentials'
        try { $failures = @(Get-Failure @{}) } finally { Remove-Item env:AWS_CONTAINER_CREDENTIALS_FULL_URI }
        $failures.FullyQualifiedErrorId | Should -BeLike 'HostRoleUnavailable,*' -Because "$failures"
    }

    It 'that has no credentials at all is told what was tried' {
        Set-Configuration ''
        $failures = @(Get-Failure @{})
        $failures.FullyQualifiedErrorId | Should -BeLike 'NoCredentials,*' -Because "$failures"
        "$failures" | Should -BeLike '*-ProfileName*environment variables*role of this host*'
    }
}

Describe 'A program that does not end' {
    It 'is ended when the command is stopped' -Skip:$IsWindows {
        $started = Join-Path $TestDrive 'started'
        $program = Join-Path $TestDrive 'hang.sh'
        Set-Content $program "echo `$`$ > '$started.new'; mv '$started.new' '$started'; exec sleep 300"
        Set-Configuration "[profile dev]`ncredential_process = sh $program"

        $other = [powershell]::Create()
        $null = $other.AddScript('Import-Module $args[0]; Get-EndpointInventory -ProfileName dev').AddArgument($env:ENDPOINTHUB_MODULE)
        $running = $other.BeginInvoke()
        while (-not (Test-Path $started)) { $running.IsCompleted | Should -BeFalse; Start-Sleep -Milliseconds 50 }
        $id = [int](Get-Content $started)
        Get-Process -Id $id | Should -Not -BeNullOrEmpty

        $other.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $other.InvocationStateInfo.State | Should -Be 'Stopped'
        while (Get-Process -Id $id -ErrorAction Ignore) { Start-Sleep -Milliseconds 50 }
    }
}
