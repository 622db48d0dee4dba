# Objects of the official AWSSDK.EC2 that another module, for example AWS.Tools, loaded into the default context.
BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    $versions = ([xml](Get-Content "$env:ENDPOINTHUB_REPOSITORY/Directory.Packages.props" -Raw)).Project.ItemGroup.PackageVersion
    foreach ($package in 'AWSSDK.Core', 'AWSSDK.EC2') {
        $version = $versions.Where({ $_.Include -eq $package }).Version
        $null = [Reflection.Assembly]::LoadFrom("$env:ENDPOINTHUB_PACKAGES/$($package.ToLowerInvariant())/$version/lib/net8.0/$package.dll")
    }
    Import-TestedModule
    $sandbox = Start-Sandbox
    $configuration = [Amazon.EC2.AmazonEC2Config]::new()
    $configuration.ServiceURL = $sandbox.Url
    $configuration.AuthenticationRegion = 'ap-northeast-1'
    $official = [Amazon.EC2.AmazonEC2Client]::new([Amazon.Runtime.BasicAWSCredentials]::new('123456789012', 'sandbox'), $configuration)
    function Get-Official ([string] $Operation, [string] $List) {
        $request = New-Object "Amazon.EC2.Model.${Operation}Request"
        $official."${Operation}Async"($request, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult().$List
    }
    $vpcs = @(Get-Official DescribeVpcs Vpcs)
    $subnets = @(Get-Official DescribeSubnets Subnets)
    $endpoints = @(Get-Official DescribeVpcEndpoints VpcEndpoints)
    $dev = $vpcs.Where({ $_.Tags.Where({ $_.Key -eq 'Name' -and $_.Value -eq 'dev' }) })
    $shared = $vpcs.Where({ $_.Tags.Where({ $_.Key -eq 'Name' -and $_.Value -eq 'shared' }) })
}

AfterAll {
    $official.Dispose()
    Stop-Sandbox $sandbox
}

Describe 'An object of the official Amazon.EC2.Model' {
    It 'comes from another copy of AWSSDK.EC2 than the module''s' {
        $null = Get-EndpointInventory -VpcId $dev.VpcId
        $copies = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'AWSSDK.EC2' })
        $copies.ForEach({ [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }) | Sort-Object | Should -Be 'Default', 'EndpointHub'
        $dev[0].GetType().Assembly | Should -Be $copies.Where({ [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name -eq 'Default' })[0]
    }

    It 'binds as a Vpc from the pipeline' {
        $dev[0] | Should -BeOfType Amazon.EC2.Model.Vpc
        $inventory = @($dev | Get-EndpointInventory -Service ecr.dkr)
        $inventory.VpcId | Should -Be $dev.VpcId
    }

    It 'binds as one record for each of several Vpc objects' {
        $inventory = @($vpcs | Get-EndpointInventory -Service ecr.dkr)
        $inventory.VpcId | Sort-Object -Unique | Should -Be @($vpcs.VpcId | Sort-Object).Where({ $_ -in $inventory.VpcId })
        $inventory.Count | Should -BeGreaterThan 2
    }

    It 'binds as a Vpc in an argument' {
        (Get-EndpointInventory -VpcId $dev[0] -Service ecr.dkr).VpcId | Should -Be $dev.VpcId
    }

    It 'binds as a Subnet to the VPC and the subnet of a hub' {
        $subnet = $subnets.Where({ $_.VpcId -eq $shared.VpcId }, 'First')
        $subnet[0] | Should -BeOfType Amazon.EC2.Model.Subnet
        $hub = $subnet | New-EndpointHub -Name official -Service ecr.dkr -WhatIf
        $hub.HubVpcId | Should -Be $shared.VpcId
        $hub.IsProjected | Should -BeTrue
        $hub.Endpoints.SubnetIds | Should -Be $subnet.SubnetId
    }

    It 'binds as a VpcEndpoint to the endpoint whose private DNS is disabled' {
        $endpoint = $endpoints.Where({ $_.VpcId -eq $dev.VpcId -and $_.ServiceName -like '*.kms' })
        $endpoint[0] | Should -BeOfType Amazon.EC2.Model.VpcEndpoint
        $endpoint[0].PrivateDnsEnabled | Should -BeTrue
        $switched = $endpoint | Disable-EndpointPrivateDns -Force
        $switched.Id | Should -Be $endpoint.VpcEndpointId
        @(Get-Official DescribeVpcEndpoints VpcEndpoints).Where({ $_.VpcEndpointId -eq $endpoint.VpcEndpointId }).PrivateDnsEnabled | Should -BeFalse
    }
}
