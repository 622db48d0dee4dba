BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    Import-Module $env:ENDPOINTHUB_TESTCMDLETS

    # The wrapper of AWS.Tools: its credentials are internal and belong to another copy of the AWS SDK.
    $core = [Reflection.Assembly]::LoadFrom((Join-Path $env:ENDPOINTHUB_PACKAGES 'awssdk.core/4.0.100.2/lib/net8.0/AWSSDK.Core.dll'))
    Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -ReferencedAssemblies $core.Location, netstandard, System.Runtime -TypeDefinition @'
        public class AWSPSCredentials {
            internal Amazon.Runtime.AWSCredentials Credentials { get; private set; }
            internal string Name { get; private set; }
            public AWSPSCredentials(Amazon.Runtime.AWSCredentials credentials) { Credentials = credentials; Name = "session"; }
        }
        public class RefreshedCredentials : Amazon.Runtime.AWSCredentials {
            public int Reads;
            public override Amazon.Runtime.ImmutableCredentials GetCredentials() { Reads++; return new Amazon.Runtime.ImmutableCredentials("key" + Reads, "secret", "token"); }
        }
        public class BrokenCredentials : Amazon.Runtime.AWSCredentials {
            public override Amazon.Runtime.ImmutableCredentials GetCredentials() { throw new System.InvalidOperationException("The SSO session has expired."); }
        }
'@
}

Describe 'The parameters of AWS.Tools' {
    It 'bind by name' {
        $settings = Get-TestSettings -Region ap-northeast-1 -ProfileName dev -AccessKey a -SecretKey s -SessionToken t -EndpointUrl http://127.0.0.1:1
        $settings.Region, $settings.ProfileName, $settings.AccessKey, $settings.SecretKey, $settings.SessionToken, $settings.EndpointUrl |
            Should -Be 'ap-northeast-1', 'dev', 'a', 's', 't', 'http://127.0.0.1:1'
    }

    It 'bind by alias' {
        $settings = Get-TestSettings -RegionToCall r -AWSProfileName p -AK a -SK s -ST t
        $settings.Region, $settings.ProfileName, $settings.AccessKey, $settings.SecretKey, $settings.SessionToken | Should -Be 'r', 'p', 'a', 's', 't'
    }

    It 'bind from each pipeline record' {
        $settings = [pscustomobject]@{ Region = 'eu-west-1'; ProfileName = 'stg' }, [pscustomobject]@{ Region = 'ap-northeast-1' } | Get-TestSettings -ErrorAction Stop
        $settings.Region | Should -Be 'eu-west-1', 'ap-northeast-1'
        $settings[0].ProfileName | Should -Be 'stg'
        $settings[1].ProfileName | Should -BeNullOrEmpty
    }
}

Describe '$StoredAWSRegion' {
    It 'is accepted as text' { & { $StoredAWSRegion = 'us-west-2'; (Get-TestSettings).StoredRegion } | Should -Be 'us-west-2' }

    It 'is accepted as a region of the SDK' {
        & { $StoredAWSRegion = $core.GetType('Amazon.RegionEndpoint')::USWest2; (Get-TestSettings).StoredRegion } | Should -Be 'us-west-2'
    }

    It 'may be absent' {
        (Get-TestSettings).StoredRegion | Should -BeNullOrEmpty
        & { $StoredAWSRegion = 'us-west-2'; (Get-TestSettings).StoredRegion } | Should -Be 'us-west-2'
    }
}

Describe '$StoredAWSCredentials' {
    It 'is read from the wrapper of AWS.Tools' {
        & { $StoredAWSCredentials = [AWSPSCredentials]::new($core.GetType('Amazon.Runtime.BasicAWSCredentials')::new('a', 'b')); (Get-TestSettings).Stored.Invoke() } | Should -Be 'a/b/'
    }

    It 'is read without the wrapper' {
        & { $StoredAWSCredentials = $core.GetType('Amazon.Runtime.SessionAWSCredentials')::new('a', 'b', 'c'); (Get-TestSettings).Stored.Invoke() } | Should -Be 'a/b/c'
    }

    It 'is read for each request because AWS.Tools refreshes it' {
        & { $StoredAWSCredentials = [AWSPSCredentials]::new([RefreshedCredentials]::new()); $settings = Get-TestSettings; $settings.Stored.Invoke(); $settings.Stored.Invoke() } |
            Should -Be 'key1/secret/token', 'key2/secret/token'
    }

    It 'may be absent' {
        (Get-TestSettings).Stored.Invoke() | Should -BeNullOrEmpty
        & { $StoredAWSCredentials = $core.GetType('Amazon.Runtime.SessionAWSCredentials')::new('a', 'b', 'c'); (Get-TestSettings).Stored.Invoke() } | Should -Be 'a/b/c'
    }

    It 'is an error with its reason when it is <what>' -ForEach @(
        @{ what = 'text'; value = { 'AKIASECRETTEXT' }; reason = '*System.String contains no AWS credentials*' }
        @{ what = 'a hashtable'; value = { @{ AccessKey = 'a' } }; reason = '*Hashtable contains no AWS credentials*' }
        @{ what = 'an expired session'; value = { [AWSPSCredentials]::new([BrokenCredentials]::new()) }; reason = '*The SSO session has expired.*' }
        @{ what = 'an empty wrapper'; value = { [AWSPSCredentials]::new($null) }; reason = '*contains no AWS credentials*' }
    ) {
        $StoredAWSCredentials = & $value
        $settings = Get-TestSettings
        $failure = { $settings.Stored.Invoke() } | Should -Throw $reason -PassThru
        "$failure" | Should -Not -BeLike '*AKIASECRETTEXT*'
    }
}

Describe 'Credentials that are cached in a runspace' {
    It 'are used by later commands' {
        Get-TestSettings -AccessKey hubkey -SecretKey s -RememberFor 111111111111 | Out-Null
        (Get-TestSettings -RecallFor 111111111111).AccessKey | Should -Be 'hubkey'
        Get-TestSettings -RecallFor 222222222222 | Should -BeNullOrEmpty
    }

    It 'are not used by another runspace of the process' {
        Get-TestSettings -AccessKey hubkey -SecretKey s -RememberFor 333333333333 | Out-Null
        (Get-TestSettings -RecallFor 333333333333).AccessKey | Should -Be 'hubkey'
        $other = [powershell]::Create()
        $null = $other.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_TESTCMDLETS).Invoke()
        $other.Commands.Clear()
        $other.AddCommand('Get-TestSettings').AddParameter('RecallFor', '333333333333').Invoke() | Should -BeNullOrEmpty
        $other.Streams.Error | Should -BeNullOrEmpty
    }
}
