using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests;

/// <summary>The initial landscape of a sandbox and its restoration by a reset.</summary>
public sealed class LandscapeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("empty")]
    [InlineData("seed")]
    [InlineData("FILE")]
    public async Task Reset_restores_the_initial_landscape(string landscape)
    {
        using var aws = new TestAws();
        await Landscape.BuildAsync(aws.Core, landscape == "FILE" ? await KeptAsync() : landscape, TestContext.Current.CancellationToken);
        var before = await StateAsync(aws);
        await aws.Vpc("10.77.0.0/16");
        foreach (var endpoint in (await aws.Ec2("DescribeVpcEndpoints")).All("vpcEndpointId"))
            await aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", endpoint));
        aws.Core.SetFaults([new("DescribeVpcs", "RequestLimitExceeded")]);
        aws.Settle();
        Assert.NotEqual(before, await StateAsync(aws));
        await ResetAsync(aws);
        Assert.Empty(aws.Core.Requests);
        Assert.Equal(200, (await aws.Ec2("DescribeVpcs")).Status);
        Assert.Equal(before, await StateAsync(aws));
        await ResetAsync(aws);
        Assert.Equal(before, await StateAsync(aws));
    }

    [Fact]
    public async Task A_sandbox_restored_from_a_state_file_resets_to_its_landscape()
    {
        var options = new SandboxOptions { StateFile = Path.Combine(_folder.FullName, "state.jsonl") };
        string landscape;
        using (var aws = new TestAws(options))
        {
            await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
            landscape = await StateAsync(aws);
            await aws.Vpc("10.77.0.0/16");
        }

        using (var again = new TestAws(options))
        {
            Assert.Contains("10.77.0.0/16", await StateAsync(again), StringComparison.Ordinal);
            await ResetAsync(again);
            Assert.Equal(landscape, await StateAsync(again));
        }

        using var last = new TestAws(options);
        last.Settle();
        Assert.Equal(landscape, await StateAsync(last));
    }

    [Fact]
    public async Task A_landscape_file_gives_exactly_the_state_that_was_stored_and_so_does_every_reset()
    {
        var file = Path.Combine(_folder.FullName, "kept.jsonl");
        string vpc;
        string stored;
        using (var aws = new TestAws(new() { StateFile = file }))
        {
            vpc = await aws.Vpc();
            await aws.Vpc("10.77.0.0/16");
            await ResetAsync(aws);
            vpc = await aws.Vpc();
            await aws.Peering(vpc, await aws.Vpc("10.3.0.0/16"));
            var zone = await aws.Zone("example.com", vpc, "1");
            aws.Settle();
            await aws.Change(zone, ("CREATE", Building.A("a.example.com", "10.2.10.10")));
            aws.Settle();
            stored = await ExactStateAsync(aws);
        }

        var kept = Path.Combine(_folder.FullName, "second.jsonl");
        using (var aws = new TestAws(new() { StateFile = kept }))
        {
            await Landscape.BuildAsync(aws.Core, file, TestContext.Current.CancellationToken);
            await AssertStoredAsync(aws);
            await aws.Vpc("10.77.0.0/16");
            await ResetAsync(aws);
            await AssertStoredAsync(aws);
            await aws.Vpc("10.78.0.0/16");
            await ResetAsync(aws);
            await AssertStoredAsync(aws);
        }

        using (var aws = new TestAws(new() { StateFile = kept }))
        {
            await AssertStoredAsync(aws);
            await ResetAsync(aws);
            await AssertStoredAsync(aws);
        }

        async Task AssertStoredAsync(TestAws aws)
        {
            Assert.Equal(stored, await ExactStateAsync(aws));
            Assert.Equal("active", (await aws.Ec2("DescribeVpcPeeringConnections"))["code"]);
            Assert.Equal(["10.2.10.10"], aws.Core.Resolve(vpc, "a.example.com").Addresses);
        }
    }

    [Fact]
    public async Task A_landscape_file_of_another_seed_is_refused()
    {
        var file = await KeptAsync();
        using var aws = new TestAws(new() { Seed = 2 });
        var error = await Assert.ThrowsAnyAsync<IOException>(() => Landscape.BuildAsync(aws.Core, file, TestContext.Current.CancellationToken));
        Assert.Contains("--seed 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_landscape_file_preserves_requester_managed_endpoints()
    {
        var file = await KeptAsync();
        using var aws = new TestAws();
        await Landscape.BuildAsync(aws.Core, file, TestContext.Current.CancellationToken);
        Assert.Equal(["true"], (await aws.Ec2("DescribeVpcEndpoints")).All("requesterManaged"));
    }

    /// <summary>A state file with a requester-managed endpoint.</summary>
    private async Task<string> KeptAsync()
    {
        var file = Path.Combine(_folder.FullName, "kept.jsonl");
        using var aws = new TestAws(new() { StateFile = file });
        var vpc = await aws.Vpc();
        var endpoint = await aws.Endpoint(vpc, await aws.Subnet(vpc));
        await aws.Core.HandleAsync(
            new("POST", "/_sandbox/requester-managed", $"endpoint={endpoint}", aws.Signed("none"), ""),
            TestContext.Current.CancellationToken
        );
        return file;
    }

    private static async Task ResetAsync(TestAws aws) =>
        Assert.Equal(
            200,
            (await aws.Core.HandleAsync(new("POST", "/_sandbox/reset", "", aws.Signed("none"), ""), TestContext.Current.CancellationToken)).Status
        );

    /// <summary>The complete state with all times but the present one.</summary>
    private static async Task<string> ExactStateAsync(TestAws aws)
    {
        var state = System.Text.Json.Nodes.JsonNode.Parse((await aws.GetAsync("state")).GetRawText())!.AsObject();
        state.Remove("now");
        return state.ToJsonString();
    }

    /// <summary>The complete state without creation times.</summary>
    private static async Task<string> StateAsync(TestAws aws) =>
        Regex.Replace(
            (await aws.GetAsync("state")).GetRawText(),
            "\"20[0-9-]+T[0-9:.]+[^\"]*\"",
            "\"then\"",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
}
