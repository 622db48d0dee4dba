BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    Import-Module $env:ENDPOINTHUB_TESTCMDLETS
    $a, $b = 'vpc-0123456789abcdef0', 'vpc-0123456789abcdef1'
    class Vpc { [string] $VpcId; [string] $CidrBlock; Vpc ([string] $id) { $this.VpcId = $id } [string] ToString() { return 'Amazon.EC2.Model.Vpc' } }
}

Describe 'A VPC id' {
    It 'binds by position' { Move-TestVpc $a | Should -Be "moved $a" }

    It 'binds by name with several values' { Move-TestVpc -VpcId $a, $b | Should -Be "moved $a", "moved $b" }

    It 'binds as text from the pipeline' { $a, $b | Move-TestVpc | Should -Be "moved $a", "moved $b" }

    It 'binds from an object of AWS.Tools, whose text is its type name' { [Vpc]::new($a), [Vpc]::new($b) | Move-TestVpc | Should -Be "moved $a", "moved $b" }

    It 'binds from such an object as an argument' { Move-TestVpc -VpcId ([Vpc]::new($a)) | Should -Be "moved $a" }

    It 'binds from a pscustomobject' { [pscustomobject]@{ Name = 'dev'; VpcId = $a } | Move-TestVpc | Should -Be "moved $a" }

    It 'binds from a row of Import-Csv' {
        "Name,VpcId`ndev,$a`nstg,$b" | Set-Content "$TestDrive/spokes.csv"
        Import-Csv "$TestDrive/spokes.csv" | Move-TestVpc | Should -Be "moved $a", "moved $b"
    }

    It 'binds from JSON' { "[{`"vpcId`":`"$a`"}]" | ConvertFrom-Json | Move-TestVpc | Should -Be "moved $a" }

    It 'can have eight hexadecimal digits' { Move-TestVpc vpc-0a1b2c3d | Should -Be 'moved vpc-0a1b2c3d' }
}

Describe 'An invalid VPC id' {
    It 'stops the command before any call when it is <what>' -ForEach @(
        @{ what = 'a word'; value = 'shared' }
        @{ what = 'another kind of id'; value = 'subnet-0123456789abcdef0' }
        @{ what = 'a wildcard'; value = 'vpc-*' }
        @{ what = 'an id in upper case'; value = 'VPC-0123456789ABCDEF0' }
        @{ what = 'an id that is too short'; value = 'vpc-0123' }
        @{ what = 'two lines'; value = "vpc-0123456789abcdef0`nvpc-0123456789abcdef1" }
        @{ what = 'a hashtable'; value = @{ VpcId = 'vpc-0123456789abcdef0' } }
        @{ what = 'an object without a VPC id'; value = [pscustomobject]@{ SubnetId = 'subnet-0123456789abcdef0' } }
        @{ what = 'a number'; value = 5 }
    ) {
        $calls = [System.Collections.ArrayList]::new()
        { Move-TestVpc -VpcId $value -Calls $calls -ErrorAction Stop } | Should -Throw -ErrorId 'MalformedId,EndpointHub.TestCmdlets.MoveTestVpc'
        $calls | Should -BeNullOrEmpty
    }

    It 'is an error of its pipeline record, and the other records proceed' {
        $moved = $a, 'nonsense', @{ VpcId = $b }, $b | Move-TestVpc -ErrorVariable refused -ErrorAction SilentlyContinue
        $moved | Should -Be "moved $a", "moved $b"
        $refused.Count | Should -Be 2
        $refused.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'MalformedId,EndpointHub.TestCmdlets.MoveTestVpc'
        $refused[0].TargetObject | Should -Be 'nonsense'
    }
}
