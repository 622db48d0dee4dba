using System.Text;
using System.Text.Json.Nodes;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.AwsTests.Reading;

/// <summary>A spoke that was cut over to the hub, with foreign DNS settings that override its zones.</summary>
internal static class OverridingDns
{
    public const string Own = "123456789012";

    public static IEnumerable<FindingCode> DecidingCodes(EndpointPath path) =>
        path.Findings.Where(finding => finding.Effect != FindingEffect.Warns).Select(finding => finding.Code).Distinct();

    public static async Task<EndpointPath> TestAsync(SimulatedAws aws, SpokeConnection spoke, string service = "ecr.api") =>
        (
            await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(spoke), Services = ValueList.Of(service) })
        ).Result<EndpointPath>();

    /// <summary>The spoke dev after its cut-over, with its own endpoint.</summary>
    public static async Task<SpokeConnection> MovedAsync(SimulatedAws aws)
    {
        var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.api", "ecr.dkr"));
        return (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();
    }

    /// <summary>Asserts that the endpoint is not removed, even with -Allow TrafficUnknown, because its path is not proven.</summary>
    public static async Task StaysAsync(SimulatedAws aws, SpokeConnection moved, string service)
    {
        aws.NewMutations();
        var who = new RecordingOperator();

        var request = new RemoveSpokeEndpointRequest
        {
            Spoke = SpokeReference.To(moved),
            Allowed = ValueList.Of("TrafficUnknown"),
            Services = ValueList.Of(service),
        };
        await aws.DoAsync(who, new RemoveSpokeEndpoint(), CancellationToken.None, request);

        Assert.Equal(["PathNotProven"], who.Failures.Select(failure => failure.Problem.Code));
        Assert.Empty(aws.NewMutations());
    }

    public static async Task<string> ProfileAsync(SimulatedAws aws, string? vpc, string resourceArn, string owner = Own, string? properties = null)
    {
        var profile = (string)
            (await ProfilesAsync(aws, owner, "/profile", new() { ["Name"] = "shared", ["ClientToken"] = "one" }))["Profile"]!["Id"]!;
        var resource = new JsonObject
        {
            ["Name"] = "resource",
            ["ProfileId"] = profile,
            ["ResourceArn"] = resourceArn,
        };
        if (properties is not null)
            resource["ResourceProperties"] = properties;
        await ProfilesAsync(aws, owner, "/profileresourceassociation", resource);
        if (vpc is not null)
        {
            await ProfilesAsync(
                aws,
                Own,
                "/profileassociation",
                new()
                {
                    ["Name"] = "vpc",
                    ["ProfileId"] = profile,
                    ["ResourceId"] = aws.Vpc(vpc),
                }
            );
        }

        aws.Sandbox.Settle();
        return profile;
    }

    public static Task<JsonNode> ResolverAsync(SimulatedAws aws, string account, string action, JsonObject body) =>
        MakeAsync(aws, account, "route53resolver", "/", $"Route53Resolver.{action}", body);

    public static Task<JsonNode> ProfilesAsync(SimulatedAws aws, string account, string path, JsonObject body) =>
        MakeAsync(aws, account, "route53profiles", path, target: null, body);

    /// <summary>Creates a resource that the module never creates.</summary>
    private static async Task<JsonNode> MakeAsync(SimulatedAws aws, string account, string service, string path, string? target, JsonObject body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={account}/20261001/ap-northeast-1/{service}/aws4_request, SignedHeaders=host, Signature=00",
        };
        if (target is not null)
            headers[AwsRequest.Target] = target;
        var answer = await aws.Sandbox.HandleAsync(new AwsRequest("POST", path, "", headers, body.ToJsonString()), CancellationToken.None);
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        Assert.True(answer.Status == 200, text);
        return JsonNode.Parse(text)!;
    }
}
