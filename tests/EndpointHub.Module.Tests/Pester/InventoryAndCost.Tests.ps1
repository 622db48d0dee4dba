# The inventory of endpoints and the cost estimate. Both read only.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $sandbox = Start-Sandbox -Option '--speed', '1000'
    $shared, $dev, $stg, $prd = 'shared', 'dev', 'stg', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
}
AfterAll { Stop-Sandbox $sandbox }

Describe 'Get-EndpointInventory' {
    BeforeAll { $inventory = Get-EndpointInventory }

    It 'lists each endpoint of the region once' {
        $there = (Get-SandboxState $sandbox).networks[0].endpoints.vpcEndpointId
        $inventory | Should -HaveCount 27
        $inventory.VpcEndpointId | Sort-Object | Should -Be ($there | Sort-Object)
    }

    It 'shows the service, the duplicates and the cost of an endpoint' {
        $kms = $inventory.Where({ $_.VpcName -eq 'dev' -and $_.Service -eq 'kms' })[0]
        $kms.VpcId | Should -Be $dev
        $kms.ServiceName | Should -Be 'com.amazonaws.ap-northeast-1.kms'
        $kms.AvailabilityZones | Should -Be 'ap-northeast-1a'
        $kms.PrivateDnsEnabled | Should -BeTrue
        $kms.DuplicateVpcIds | Sort-Object | Should -Be ($stg, $prd | Sort-Object)
        $kms.MonthlyCost | Should -Be 10.22 -Because '1 AZ x 730 h x 0.014 USD'
        $kms.CanMove | Should -BeTrue
    }

    It 'shows the reason why an endpoint cannot be moved' {
        $stays = $inventory.Where({ -not $_.CanMove })
        $stays.Service | Sort-Object -Unique | Should -Be 's3'
        $stays.Obstacle | Sort-Object -Unique | Should -Be 'GatewayEndpoint'
        $stays[0].Reason | Should -Match 'free'
    }

    It 'binds VPCs by position, by name, as text and by property' {
        (Get-EndpointInventory $dev).VpcId | Sort-Object -Unique | Should -Be $dev
        (Get-EndpointInventory -VpcId $dev, $stg).Count | Should -Be 18
        ($dev, $stg | Get-EndpointInventory).Count | Should -Be 18
        ([pscustomobject]@{ VpcId = $prd } | Get-EndpointInventory -Service ecr.api, ecr.dkr).Service | Should -Be 'ecr.api', 'ecr.dkr'
    }

    It 'emits the first objects to Select-Object -First' {
        Get-EndpointInventory | Select-Object -First 2 | Should -HaveCount 2
    }

    It 'is formatted as a table' {
        $text = $inventory | Out-String -Width 120
        $text | Should -Match "VPC: $dev \(dev\)"
        $text | Should -Match 'kms +vpce-[0-9a-f]{17} +Interface +1 on +2 +10\.22 not read +yes'
        $text | Should -Match 's3 +vpce-[0-9a-f]{17} +Gateway +0 +2 +0\.00 not read +no: GatewayEndpoint'
    }
}

Describe 'Measure-EndpointCost' {
    It 'estimates the cost before and after the migration and the difference' {
        $cost = Measure-EndpointCost -HoursPerMonth 720 -Currency JPY -ExchangeRate 150
        $cost.MonthlyBefore | Should -Be 241.92 -Because '8 services x 3 VPCs x 1 AZ x 720 h x 0.014 USD'
        $cost.MonthlyAfter | Should -Be 88.14 -Because '8 x 720 h x 0.014 USD and 15 zones x 0.50 USD'
        $cost.MonthlySaving | Should -Be 153.78
        $cost.Pays | Should -BeTrue
        ($cost.Totals | Where-Object Currency -EQ JPY).Before | Should -Be 36288
        ($cost.Lines.Difference | Measure-Object -Sum).Sum | Should -Be (-153.78)
        $cost.Before.Lines.PriceSource | Should -Not -Contain $null
    }

    It 'includes traffic and NAT gateways that are given' {
        $cost = Measure-EndpointCost -EndpointGB 2000 -CrossZoneGB 900 -NatGatewayCount 2 -NatGatewayGB 1500 -NatGatewayGBToHub 400
        # 245.28 + 20.00 + 90.52 + 93.00; 81.76 + 24.00 + 90.52 + 68.20 + 7.50 + 18.00.
        $cost.MonthlyBefore | Should -Be 448.80
        $cost.MonthlyAfter | Should -Be 289.98
        $cost.Notes | Should -BeNullOrEmpty
        (Measure-EndpointCost).Notes | Should -Match '-EndpointGB|-NatGatewayCount'
    }

    It 'uses the given prices instead of the built-in ones' {
        $cost = Measure-EndpointCost -HoursPerMonth 720 -EndpointHourPrice 0.01 -HostedZonePrice 0
        $cost.MonthlyBefore | Should -Be 172.80 -Because '24 x 720 h x 0.01 USD'
        $cost.MonthlyAfter | Should -Be 57.60
    }

    It 'warns about a hub that costs more than it saves' {
        $cost = Measure-EndpointCost -VpcId $dev -HubAvailabilityZoneCount 2 -WarningVariable warned -WarningAction SilentlyContinue
        $cost.Pays | Should -BeFalse
        $cost.MonthlySaving | Should -Be (-89.26)
        "$warned" | Should -BeLike '*The hub costs 89.26 USD*'
    }

    It 'measures a filtered inventory, piped as <how>' -ForEach @(
        @{ how = 'objects'; pass = { $_ } }
        @{ how = 'objects from JSON'; pass = { $_ | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ how = 'rows of a CSV file'; pass = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $chosen = Get-EndpointInventory -Service kms | Where-Object VpcName -In dev, stg
        $cost = $chosen | ForEach-Object $pass | Measure-EndpointCost
        $cost | Should -HaveCount 1
        $cost.MovedEndpointIds | Sort-Object | Should -Be ($chosen.VpcEndpointId | Sort-Object)
        $cost.VpcIds | Sort-Object | Should -Be ($dev, $stg | Sort-Object)
        # Sixteen endpoints, then fourteen and the hub's one with its zone.
        $cost.MonthlyBefore | Should -Be 163.52
        $cost.MonthlyAfter | Should -Be 153.80
    }

    It 'is formatted as a table in the same way in every culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $text = Measure-EndpointCost -Currency JPY -ExchangeRate 150 | Out-String -Width 120
        } finally { [cultureinfo]::CurrentCulture = $culture }
        $text | Should -Match 'Endpoint hours +8 endpoints in dev, 8 AZs x 730 h +81\.76 +0\.00 +-81\.76'
        $text | Should -Match 'Hosted zones +15 hosted zones +0\.00 +7\.50 +\+7\.50'
        $text | Should -Match 'Total USD +245\.28 +89\.26 +-156\.02'
        $text | Should -Match 'Total JPY +36,792\.00 +13,389\.00 +-23,403\.00'
        $text | Should -Match 'The hub saves 156\.02 USD a month\.'
    }

    It 'names -<parameter> for an unknown price and accepts its value' -ForEach @(
        @{ parameter = 'EndpointHourPrice'; given = @{} }
        @{ parameter = 'EndpointGBPrice'; given = @{ EndpointHourPrice = 1; EndpointGB = 1 } }
        @{ parameter = 'NatGatewayHourPrice'; given = @{ EndpointHourPrice = 1; NatGatewayCount = 1 } }
        @{ parameter = 'NatGatewayGBPrice'; given = @{ EndpointHourPrice = 1; NatGatewayGB = 1 } }
    ) {
        $known = @{ Region = 'ca-central-1'; Service = 'kms' } + $given
        $failure = { Measure-EndpointCost @known } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'PriceUnknown,*'
        $failure.TargetObject | Should -Be 'ca-central-1'
        "$failure" | Should -Match "-$parameter\b"
        $failure.ErrorDetails.RecommendedAction | Should -Be "Get-Help Measure-EndpointCost -Parameter '*Price'"
        $known[$parameter] = 2
        (Measure-EndpointCost @known -WarningAction SilentlyContinue).After.Lines.PriceSource | Should -Contain "given with -$parameter"
    }
}

Describe 'The inventory and the cost estimate' {
    It 'make no changing call' {
        $requests = Get-SandboxRequest $sandbox
        $requests.action | Should -Contain 'DescribeVpcEndpoints'
        $requests.Where({ $_.isMutating }) | Should -HaveCount 0
    }

    It 'include an existing hub and the remaining saving' {
        $null = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service kms
        $cost = Measure-EndpointCost
        $cost.HubName | Should -Be 'shared'
        $cost.MonthlyBefore | Should -Be 265.72 -Because '24 x 10.22 and the hub''s kms in two AZs'
        $cost.HubAvailabilityZones | Should -Be 2
        $own = (Get-EndpointInventory -VpcId $shared)
        $own.PartOfHub | Should -Be 'shared'
        $own.Obstacle | Should -Be 'AlreadyInHub'
    }
}
