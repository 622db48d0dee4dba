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
