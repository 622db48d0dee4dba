using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>Idempotency by ClientToken in every operation whose model has one, and by CallerReference for zones.</summary>
public sealed class IdempotencyTests
{
    private static readonly Dictionary<string, Func<string, string, (string, string)[]>> Makes = new(StringComparer.Ordinal)
    {
        ["CreateEgressOnlyInternetGateway"] = (vpc, _) => [("VpcId", vpc)],
        ["CreateManagedPrefixList"] = (_, _) => [("PrefixListName", "l"), ("MaxEntries", "3"), ("AddressFamily", "IPv4")],
        ["CreateNatGateway"] = (_, subnet) => [("SubnetId", subnet), ("ConnectivityType", "private")],
        ["CreateNetworkAcl"] = (vpc, _) => [("VpcId", vpc)],
        ["CreateNetworkInterface"] = (_, subnet) => [("SubnetId", subnet)],
        ["CreateRouteTable"] = (vpc, _) => [("VpcId", vpc)],
        ["CreateVpcEndpoint"] = (vpc, _) => [("VpcId", vpc), ("ServiceName", "com.amazonaws.ap-northeast-1.s3")],
    };

    private static readonly string[] Prefixes = ["eigw-", "pl-", "nat-", "acl-", "eni-", "rtb-", "vpce-"];

    [Fact]
    public async Task A_repeated_client_token_creates_nothing_and_with_other_parameters_is_refused()
    {
        using var aws = new TestAws();
        var vpc = await aws.Vpc();
        var subnet = await aws.Subnet(vpc);
        var other = aws.As("210987654321");
        var theirVpc = await other.Vpc();
        var theirSubnet = await other.Subnet(theirVpc);
        foreach (var (_, name) in ServiceModels.Covered.Where(o => o.Service == "ec2" && HasToken(o.Name)))
        {
            var parameters = Makes[name](vpc, subnet);
            var first = await aws.Ec2(name, [.. parameters, ("ClientToken", "token")]);
            Assert.True(first.Status == 200, $"{name}: {first}");
            var before = (await aws.GetAsync("state")).GetRawText();
            var again = await aws.Ec2(name, [.. parameters, ("ClientToken", "token")]);
            Assert.Equal(Id(name, first), Id(name, again));
            Assert.Equal("token", again.Find("clientToken") ?? "token");
            var mismatch = await aws.Ec2(name, [.. parameters, ("ClientToken", "token"), ("TagSpecification.1.ResourceType", "vpc")]);
            Assert.True(mismatch.Code == "IdempotentParameterMismatch", $"{name}: {mismatch}");
            Assert.Equal(before, (await aws.GetAsync("state")).GetRawText());
            Assert.NotEqual(Id(name, first), Id(name, await other.Ec2(name, [.. Makes[name](theirVpc, theirSubnet), ("ClientToken", "token")])));
        }
    }

    /// <summary>The id of the created resource: the first text in the response that has the format of its ids.</summary>
    private static string Id(string name, Answer answer) =>
        answer
            .Elements(name + "Response")
            .Single()
            .Descendants()
            .Select(e => e.Value)
            .First(v => Prefixes.Any(p => v.StartsWith(p, StringComparison.Ordinal)));

    private static bool HasToken(string name) =>
        ServiceModels
            .Shape("ec2", ServiceModels.Operation("ec2", name).GetProperty("input"))
            .GetProperty("members")
            .TryGetProperty("ClientToken", out _);
}
