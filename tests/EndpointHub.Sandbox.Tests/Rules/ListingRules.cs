using System.Globalization;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§1.1, §1.4, §1.5, §2: the content of lists and descriptions.</summary>
public sealed class ListingRules : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_1_1_more_than_1000_results_are_silently_1000()
    {
        var vpc = await _aws.Vpc();
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        Assert.Equal(200, (await _aws.Ec2("DescribeVpcEndpoints", ("MaxResults", "1001"))).Status);
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DescribeSubnets", ("MaxResults", "1001"))).Code);
    }

    [Theory]
    [InlineData("us-east-1", "Z7HUB22UULQXV")]
    [InlineData("us-east-2", "ZC8PG0KIFKBRI")]
    [InlineData("eu-west-2", "Z7K1066E3PUKB")]
    [InlineData("ap-northeast-1", "Z2E726K9Y6RL4W")]
    public async Task Rule_1_4_the_zone_of_vpce_names_is_a_constant_of_the_Region(string region, string zone)
    {
        var aws = _aws.As(region: region);
        var vpc = await aws.Vpc();
        var subnet = await aws.Subnet(vpc, zone: (await aws.Ec2("DescribeAvailabilityZones"))["zoneName"]);
        var made = await aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", $"com.amazonaws.{region}.kms"),
            ("SubnetId.1", subnet),
            ("PrivateDnsEnabled", "false")
        );
        Assert.Equal([zone, zone], made.All("hostedZoneId"));
    }

    [Fact]
    public async Task Rule_1_4_an_address_stays_as_long_as_endpoint_and_subnet_are_paired()
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        async Task<string> Address() =>
            (await _aws.Ec2("DescribeNetworkInterfaces", ("Filter.1.Name", "availability-zone"), ("Filter.1.Value.1", "ap-northeast-1a")))[
                "privateIpAddress"
            ];
        var before = await Address();
        await _aws.Ec2(
            "ModifyVpcEndpoint",
            ("VpcEndpointId", id),
            ("PrivateDnsEnabled", "false"),
            ("AddSubnetId.1", await _aws.Subnet(vpc, "10.2.11.0/24", "ap-northeast-1c"))
        );
        _aws.Settle();
        Assert.Equal(before, await Address());
    }

    [Fact]
    public async Task Rule_1_4_interfaces_tell_whose_they_are()
    {
        var vpc = await _aws.Vpc();
        var id = await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        var card = await _aws.Ec2("DescribeNetworkInterfaces");
        Assert.Equal(($"VPC Endpoint Interface {id}", "true"), (card["description"], card["requesterManaged"]));
        Assert.Contains(card["interfaceType"], new[] { "interface", "vpc_endpoint" });
    }

    [Fact]
    public async Task Rule_1_5_prefix_lists_stand_in_group_rules()
    {
        var list = (
            await _aws.Ec2("DescribePrefixLists", ("Filter.1.Name", "prefix-list-name"), ("Filter.1.Value.1", "com.amazonaws.ap-northeast-1.s3"))
        )["prefixListId"];
        var group = await _aws.Group(await _aws.Vpc());
        var made = await _aws.Ec2(
            "AuthorizeSecurityGroupEgress",
            ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.PrefixListIds.1.PrefixListId", list)
        );
        Assert.Equal(list, made["prefixListId"]);
    }

    [Theory]
    [InlineData("ecr.api", "api.ecr.{R}.amazonaws.com ecr.{R}.api.aws")]
    [InlineData("ecr.dkr", "dkr.ecr.{R}.amazonaws.com *.dkr.ecr.{R}.amazonaws.com dkr-ecr.{R}.on.aws *.dkr-ecr.{R}.on.aws")]
    [InlineData("ssm", "ssm.{R}.amazonaws.com ssm.{R}.api.aws")]
    [InlineData("ssmmessages", "ssmmessages.{R}.amazonaws.com ssmmessages.{R}.api.aws")]
    [InlineData("ec2messages", "ec2messages.{R}.amazonaws.com")]
    [InlineData("logs", "logs.{R}.amazonaws.com logs.{R}.api.aws streaming-logs.{R}.amazonaws.com streaming-logs.{R}.api.aws")]
    [InlineData("secretsmanager", "secretsmanager.{R}.amazonaws.com")]
    [InlineData("kms", "kms.{R}.amazonaws.com")]
    [InlineData("ecs-agent", "ecs-a.{R}.amazonaws.com")]
    [InlineData("ecs-telemetry", "ecs-t.{R}.amazonaws.com")]
    [InlineData("dynamodb", "")]
    [InlineData("eks-auth", "eks-auth.{R}.api.aws")]
    [InlineData("cassandra", "cassandra.{R}.amazonaws.com cassandra.{R}.api.aws")]
    [InlineData("sts", "sts.{R}.amazonaws.com")]
    [InlineData("sqs", "sqs.{R}.amazonaws.com")]
    [InlineData("sns", "sns.{R}.amazonaws.com")]
    [InlineData("ecs", "ecs.{R}.amazonaws.com")]
    [InlineData("events", "events.{R}.amazonaws.com")]
    [InlineData("monitoring", "monitoring.{R}.amazonaws.com")]
    [InlineData("execute-api", "execute-api.{R}.amazonaws.com *.execute-api.{R}.amazonaws.com")]
    [InlineData("kinesis-firehose", "firehose.{R}.amazonaws.com")]
    [InlineData(
        "s3",
        "s3.{R}.amazonaws.com *.s3.{R}.amazonaws.com s3-control.{R}.amazonaws.com *.s3-control.{R}.amazonaws.com s3-accesspoint.{R}.amazonaws.com *.s3-accesspoint.{R}.amazonaws.com"
    )]
    [InlineData("sagemaker.api", "api.sagemaker.{R}.amazonaws.com")]
    [InlineData("sagemaker.runtime", "runtime.sagemaker.{R}.amazonaws.com")]
    [InlineData("codeartifact.api", "codeartifact.{R}.amazonaws.com")]
    [InlineData("codeartifact.repositories", "d.codeartifact.{R}.amazonaws.com *.d.codeartifact.{R}.amazonaws.com")]
    [InlineData("guardduty-data", "guardduty-data.{R}.amazonaws.com")]
    public async Task Rule_2_an_endpoint_lists_the_names_that_were_observed(string service, string names)
    {
        const string Region = "eu-west-2";
        var aws = _aws.As(region: Region);
        var vpc = await aws.Vpc();
        var made = await aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", $"com.amazonaws.{Region}.{service}"),
            ("SubnetId.1", await aws.Subnet(vpc, zone: Region + "a")),
            ("PrivateDnsEnabled", names.Length > 0 ? "true" : "false")
        );
        Assert.Equal(
            names.Replace("{R}", Region, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            made.All("dnsName").Where(n => !n.EndsWith(".vpce.amazonaws.com", StringComparison.Ordinal))
        );
    }
}
