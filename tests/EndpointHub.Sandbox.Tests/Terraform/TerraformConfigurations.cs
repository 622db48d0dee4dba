using System.Text.Json;
using EndpointHub.Sandbox;
using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>The configurations, each a folder and a module of its name.</summary>
internal static class TerraformConfigurations
{
    /// <summary>
    /// By configuration: what the changed sandbox must hold beyond what Terraform reads itself. The second argument is the configuration's output.
    /// </summary>
    public static IReadOnlyDictionary<string, Action<AwsSandbox, JsonElement>> Checks { get; } =
        new Dictionary<string, Action<AwsSandbox, JsonElement>>(StringComparer.Ordinal)
        {
            ["hub-by-hand"] = static (sandbox, vpcs) =>
            {
                foreach (var spoke in new[] { "dev", "stg" })
                {
                    var answer = sandbox.Resolve(Vpc(vpcs, spoke), "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com");
                    Assert.Equal(2, answer.Addresses.Count);
                    Assert.All(answer.Addresses, a => Assert.StartsWith("10.255.", a, StringComparison.Ordinal));
                    Assert.Equal(["10.255.0.9"], sandbox.Resolve(Vpc(vpcs, spoke), "app.corp.example").Addresses);
                }
            },
            ["landscape"] = static (sandbox, vpcs) =>
            {
                const string name = "ssm.ap-northeast-1.amazonaws.com";
                Assert.DoesNotContain(sandbox.Resolve(Vpc(vpcs, "dev"), name).Addresses, a => a.StartsWith("10.2.", StringComparison.Ordinal));
                Assert.Equal(2, sandbox.Resolve(Vpc(vpcs, "stg"), name).Addresses.Count(a => a.StartsWith("10.3.", StringComparison.Ordinal)));
                Assert.Single(sandbox.Resolve(Vpc(vpcs, "prd"), name).Addresses, a => a.StartsWith("10.4.", StringComparison.Ordinal));
            },
            ["rich-vpc"] = static (_, _) => { },
            ["transit-gateway"] = static (_, _) => { },
            ["two-accounts"] = static (sandbox, vpcs) =>
            {
                foreach (var spoke in new[] { "near", "far" })
                {
                    Assert.StartsWith(
                        "10.255.0.",
                        Assert.Single(sandbox.Resolve(Vpc(vpcs, spoke), "ssm.ap-northeast-1.amazonaws.com").Addresses),
                        StringComparison.Ordinal
                    );
                }
            },
            ["acls-and-prefix-lists"] = static (_, _) => { },
        };

    private static string Vpc(JsonElement vpcs, string name) => vpcs.GetProperty(name).GetString()!;
}
