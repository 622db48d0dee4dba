using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests;

/// <summary>Behaviour common to all requests: credentials, unknown actions and parameters, errors, paging, the request log.</summary>
public sealed class ProtocolTests : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task An_unknown_action_is_refused_as_by_AWS()
    {
        Assert.Equal((400, "InvalidAction"), await Refused("MakeCoffee"));
        Assert.Equal((400, "InvalidAction"), await Refused("DescribeSpotFleetRequests"));
    }

    [Fact]
    public async Task An_unsupported_service_returns_an_error_in_the_protocol_of_the_request()
    {
        var query = new Answer(
            await _aws.Core.HandleAsync(
                new("POST", "/", "", _aws.Signed("monitoring"), "Action=GetMetricStatistics&Version=2010-08-01&Namespace=AWS%2FPrivateLinkEndpoints"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((400, "InvalidAction"), (query.Status, query.Code));
        var headers = _aws.Signed("monitoring");
        headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData");
        headers.Add("Content-Type", "application/x-amz-json-1.0");
        var json = await _aws.Core.HandleAsync(new("POST", "/", "", headers, """{"MetricDataQueries": []}"""), TestContext.Current.CancellationToken);
        Assert.Equal((400, "application/x-amz-json-1.0"), (json.Status, json.ContentType));
        using var error = System.Text.Json.JsonDocument.Parse(json.Body);
        Assert.Equal("UnknownOperationException", error.RootElement.GetProperty("__type").GetString());
        var cbor = await _aws.Core.HandleAsync(
            new("POST", "/service/GraniteServiceVersion20100801/operation/GetMetricData", "", _aws.Signed("monitoring"), "\ufffd\u0000a"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(400, cbor.Status);
        Assert.Equal(["GetMetricStatistics", "GraniteServiceVersion20100801.GetMetricData"], _aws.Core.Requests.Take(2).Select(r => r.Action));
        Assert.All(_aws.Core.Requests, r => Assert.Equal("monitoring", r.Service));
    }

    [Fact]
    public async Task Unsupported_parameters_of_NAT_gateways_are_refused_and_logged()
    {
        var subnet = await _aws.Subnet(await _aws.Vpc());
        foreach (
            var (name, value) in new[]
            {
                ("SecondaryAllocationId.1", "eipalloc-0123456789abcdef0"),
                ("SecondaryPrivateIpAddress.1", "10.2.10.9"),
                ("SecondaryPrivateIpAddressCount", "2"),
                ("AvailabilityMode", "regional"),
                ("AvailabilityZoneAddress.1.AvailabilityZone", "ap-northeast-1a"),
            }
        )
        {
            var answer = await _aws.Ec2("CreateNatGateway", ("SubnetId", subnet), ("ConnectivityType", "private"), (name, value));
            Assert.True(answer.Code == "UnsupportedOperation" && _aws.Core.Requests[^1].Error == "UnsupportedOperation", $"{name}: {answer}");
        }

        Assert.Empty((await _aws.Ec2("DescribeNatGateways")).All("natGatewayId"));
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused()
    {
        Assert.Equal("UnknownParameter", (await _aws.Ec2("CreateVpc", ("CidrBlock", "10.0.0.0/16"), ("Colour", "blue"))).Code);
        Assert.Equal(
            "UnknownParameter",
            (await _aws.Ec2("DescribeVpcs", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", "x"), ("Filter.1.Colour", "blue"))).Code
        );
    }

    [Fact]
    public async Task A_known_but_unsupported_parameter_is_refused_and_logged()
    {
        var answer = await _aws.Ec2("CreateVpc", ("CidrBlock", "10.0.0.0/16"), ("Ipv4IpamPoolId", "ipam-pool-1"));
        Assert.Equal("UnsupportedOperation", answer.Code);
        Assert.Equal("UnsupportedOperation", _aws.Core.Requests[^1].Error);
        Assert.Empty((await _aws.Ec2("DescribeVpcs")).All("vpcId"));
    }

    [Theory]
    [InlineData(null, "MissingAuthenticationToken", 403)]
    [InlineData("Basic abc", "IncompleteSignature", 400)]
    [InlineData("AWS4-HMAC-SHA256 Credential=onlyakey, SignedHeaders=host, Signature=0", "IncompleteSignature", 400)]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0", "IncompleteSignature", 400)]
    [InlineData("AWS4-HMAC-SHA256 Credential=k/20261001/mars-north-1/ec2/aws4_request, SignedHeaders=host, Signature=0", "AuthFailure", 401)]
    public async Task A_request_without_a_usable_credential_is_refused(string? header, string code, int status)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (header is not null)
            headers.Add("authorization", header);
        var answer = new Answer(
            await _aws.Core.HandleAsync(
                new("POST", "/", "", headers, "Action=DescribeVpcs&Version=2016-11-15"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_access_key_of_twelve_digits_is_the_account_id_and_others_use_the_default()
    {
        Assert.Equal("210987654321", (await _aws.As("210987654321").Sts("GetCallerIdentity"))["Account"]);
        Assert.Equal(SandboxOptions.DefaultAccount, (await _aws.As("AKIAIOSFODNN7EXAMPLE").Sts("GetCallerIdentity"))["Account"]);
    }

    [Fact]
    public async Task An_assumed_role_acts_in_its_account()
    {
        var answer = await _aws.Sts("AssumeRole", ("RoleArn", "arn:aws:iam::210987654321:role/hub"), ("RoleSessionName", "s"));
        Assert.Equal("210987654321", answer["AccessKeyId"]);
    }

    [Fact]
    public async Task Accounts_and_regions_do_not_see_each_other()
    {
        var vpc = await _aws.Vpc();
        Assert.Empty((await _aws.As("210987654321").Ec2("DescribeVpcs")).All("vpcId"));
        Assert.Empty((await _aws.As(region: "us-east-1").Ec2("DescribeVpcs")).All("vpcId"));
        Assert.Equal([vpc], (await _aws.Ec2("DescribeVpcs")).All("vpcId"));
    }

    [Fact]
    public async Task A_missing_parameter_is_named()
    {
        var answer = await _aws.Ec2("DeleteVpc");
        Assert.Equal(("MissingParameter", "The request must contain the parameter VpcId"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Pages_add_up_to_the_complete_list_and_an_invalid_token_is_refused()
    {
        var vpc = await _aws.Vpc();
        var subnets = new List<string>();
        for (var i = 0; i < 12; i++)
            subnets.Add(await _aws.Subnet(vpc, $"10.2.{i}.0/24"));
        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await _aws.Ec2("DescribeSubnets", [("MaxResults", "5"), .. token is null ? [] : new[] { ("NextToken", token) }]);
            seen.AddRange(page.All("subnetId"));
            token = page.Find("nextToken");
        } while (token is not null);

        Assert.Equal(subnets, seen);
        Assert.Equal("InvalidNextToken", (await _aws.Ec2("DescribeSubnets", ("NextToken", "made up"))).Code);
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DescribeSubnets", ("MaxResults", "4"))).Code);
    }

    [Fact]
    public async Task Filters_support_tags_and_wildcards()
    {
        var id = await _aws.Make(
            "CreateVpc",
            "vpcId",
            ("CidrBlock", "10.0.0.0/16"),
            ("TagSpecification.1.ResourceType", "vpc"),
            ("TagSpecification.1.Tag.1.Key", "env"),
            ("TagSpecification.1.Tag.1.Value", "dev*1")
        );
        await _aws.Vpc("10.3.0.0/16");
        async Task<bool> Finds(string name, string value) =>
            (await _aws.Ec2("DescribeVpcs", ("Filter.1.Name", name), ("Filter.1.Value.1", value))).All("vpcId") is [var one] && one == id;
        Assert.True(await Finds("tag:env", "dev*1"));
        Assert.True(await Finds("tag:env", "d?v*"));
        Assert.True(await Finds("tag:env", "dev\\*1"));
        Assert.False(await Finds("tag:env", "dev\\*"));
        Assert.True(await Finds("tag-key", "env"));
        Assert.False(await Finds("tag-key", "ENV"));
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DescribeVpcs", ("Filter.1.Name", "colour"), ("Filter.1.Value.1", "blue"))).Code);
    }

    [Fact]
    public async Task Tags_can_be_set_changed_and_removed()
    {
        var vpc = await _aws.Vpc();
        await _aws.Ec2("CreateTags", ("ResourceId.1", vpc), ("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"), ("Tag.2.Value", "2"));
        await _aws.Ec2("CreateTags", ("ResourceId.1", vpc), ("Tag.1.Key", "a"), ("Tag.1.Value", "3"));
        await _aws.Ec2("DeleteTags", ("ResourceId.1", vpc), ("Tag.1.Key", "b"));
        var tags = await _aws.Ec2("DescribeTags", ("Filter.1.Name", "resource-id"), ("Filter.1.Value.1", vpc));
        Assert.Equal(("a", "3", "vpc"), (tags["key"], tags["value"], tags["resourceType"]));
        Assert.Equal(["a"], (await _aws.Ec2("DescribeVpcs")).All("key"));
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("CreateTags", ("ResourceId.1", vpc), ("Tag.1.Key", "aws:a"))).Code);
        Assert.Equal("InvalidVpcID.NotFound", (await _aws.Ec2("CreateTags", ("ResourceId.1", "vpc-0123456789abcdef0"), ("Tag.1.Key", "a"))).Code);
    }

    [Fact]
    public async Task The_request_log_has_action_and_parameters_and_no_credentials()
    {
        await _aws.Vpc();
        var log = await _aws.GetAsync("requests");
        Assert.Equal(["CreateVpc", "ModifyVpcAttribute"], log.EnumerateArray().Select(e => e.GetProperty("action").GetString()));
        Assert.True(log[0].GetProperty("isMutating").GetBoolean());
        Assert.Equal("10.2.0.0/16", log[0].GetProperty("parameters")[0].GetProperty("value").GetString());
        Assert.DoesNotContain("AWS4-HMAC", log.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_fails_the_named_call_and_a_call_with_a_dropped_response_takes_effect()
    {
        _aws.Core.SetFaults([
            new FaultRule("DescribeVpcs", "RequestLimitExceeded", Status: 503, Nth: 2),
            new FaultRule("CreateVpc", DropsAnswer: true),
        ]);
        Assert.Equal(200, (await _aws.Ec2("DescribeVpcs")).Status);
        Assert.Equal((503, "RequestLimitExceeded"), ((await _aws.Ec2("DescribeVpcs")).Status, _aws.Core.Requests[^1].Error));
        var dropped = await _aws.Core.HandleAsync(
            new("POST", "/", "", _aws.Signed("ec2"), "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0/16"),
            TestContext.Current.CancellationToken
        );
        Assert.True(dropped.IsDropped);
        Assert.Single((await _aws.Ec2("DescribeVpcs")).All("vpcId"));
    }

    private async Task<(int, string?)> Refused(string action)
    {
        var answer = await _aws.Ec2(action);
        return (answer.Status, answer.Code);
    }
}
