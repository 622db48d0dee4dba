using System.Text.Json;
using EndpointHub;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Tour;
using Spectre.Console;

if (args is not ([] or ["--json"]))
    return Fail("Usage: dotnet run --project src/EndpointHub.Tour [--json]");

var asJson = args is ["--json"];
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    await using var tour = await TourSandbox.StartAsync(stop.Token);
    using var access = await AwsAccess.OpenAsync(tour.Settings, hubSettings: null, new AwsRuntime { Clock = tour.Clock }, pacer: null, stop.Token);
    var console = TourConsole.For(asJson);
    console.WriteLine("Three VPCs move into a hub, on a sandbox in this process. Half a minute of AWS takes a second.");
    var journey = new Journey(tour.Aws, access, console);

    // Operations run one continuation at a time; at a console somebody has to see to that.
    var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    var report = await Task.Factory.StartNew(() => journey.GoAsync(stop.Token), stop.Token, TaskCreationOptions.None, oneAtATime).Unwrap();
    if (asJson)
        Console.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
    return 0;
}
catch (EndpointHubException failure)
{
    return Fail($"{failure.Problem} {failure.Problem.Remedy}");
}
catch (OperationCanceledException)
{
    return Fail("The tour was stopped.");
}
catch (IOException failure)
{
    return Fail($"The sandbox could not be served: {failure.Message}");
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
