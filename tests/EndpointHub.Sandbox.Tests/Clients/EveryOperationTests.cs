using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Clients;

/// <summary>boto3 calls every operation with success, provokes the errors of the rules, and uses every paginator and waiter.</summary>
public sealed class EveryOperationTests
{
    private static readonly string[] Waiters =
    [
        "internet_gateway_exists",
        "nat_gateway_available",
        "nat_gateway_deleted",
        "network_interface_available",
        "resource_record_sets_changed",
        "security_group_exists",
        "subnet_available",
        "vpc_available",
        "vpc_exists",
        "vpc_peering_connection_deleted",
        "vpc_peering_connection_exists",
    ];

    /// <summary>
    /// Operations of src/Models/additions.py, which are newer than the botocore at hand. Their rules and the official .NET client test them.
    /// </summary>
    private static readonly string[] NotInBotocore =
    [
        "CreateResourceRecordSetProtections",
        "DeleteResourceRecordSetProtections",
        "ListResourceRecordSetProtections",
        "ModifyVpcEndpointPayerResponsibility",
    ];

    [Fact]
    public async Task Boto3_succeeds_with_every_operation_and_gets_the_errors_of_AWS()
    {
        Assert.SkipUnless(await HasBoto3Async(), "There is no python3 with boto3.");
        await using var served = await ServedSandbox.StartAsync("--speed", "500");
        var lines = (await PythonAsync(Path.Combine(Path.GetDirectoryName(Here())!, "every_operation.py"), served.Url))
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonSerializer.Deserialize<Line>(l, JsonSerializerOptions.Web)!)
            .ToList();
        Assert.Empty(lines.Where(l => l is { Check: not null, Ok: false }).Select(l => $"{l.Check}: {l.Detail}"));
        var last = lines[^1];
        Assert.Equal(NotInBotocore, OperationTable.All.Select(o => o.Operation.Model.Name).Except(last.Called ?? []).Order(StringComparer.Ordinal));
        Assert.Equal(Waiters, last.Waiters);
    }

    private static async Task<bool> HasBoto3Async()
    {
        try
        {
            return (await PythonAsync("-c", "import boto3")).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output)> PythonAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("python3", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + (process.ExitCode == 0 || arguments[0] == "-c" ? "" : throw new InvalidOperationException(await error)));
    }

    private static string Here([CallerFilePath] string here = "") => here;

    private sealed record Line(string? Check, bool Ok, string? Detail, IReadOnlyList<string>? Called, IReadOnlyList<string>? Waiters);
}
