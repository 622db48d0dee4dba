using System.CommandLine;
using System.Text.Json;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;
using EndpointHub.Tour;
using Spectre.Console;

var json = new Option<bool>("--json") { Description = "Prints the results as JSON instead of tables." };
var root = new RootCommand("Migrates three VPCs to a hub, in a sandbox inside this process. No AWS account is needed.") { json };
root.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), cancellationToken));

return await root.Parse(args).InvokeAsync();

static async Task<int> RunAsync(bool asJson, CancellationToken cancellationToken)
{
    try
    {
        await using var tour = await TourSandbox.StartAsync(cancellationToken);
        using var access = await AwsAccess.OpenAsync(tour.Settings, hubSettings: null, new AwsRuntime { Clock = tour.Clock }, cancellationToken);
        var console = TourConsole.For(asJson);
        console.WriteLine("Three VPCs move to a hub, in a sandbox inside this process. Waiting times of AWS are 30 times shorter.");
        var fullTour = new FullTour(tour.Aws, access, console);

        // Operations rely on running one continuation at a time, which a console's thread pool does not guarantee.
        var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var report = await Task
            .Factory.StartNew(() => fullTour.GoAsync(cancellationToken), cancellationToken, TaskCreationOptions.None, oneAtATime)
            .Unwrap();
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
        return 0;
    }
    catch (EndpointHubException failure)
    {
        return Fail(string.Join(" ", new[] { failure.Problem.ToString(), failure.Problem.Advice, failure.Problem.Command }.OfType<string>()));
    }
    catch (OperationCanceledException)
    {
        return Fail("The tour was stopped.");
    }
    catch (IOException failure)
    {
        return Fail($"The sandbox could not be started: {failure.Message}");
    }
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
