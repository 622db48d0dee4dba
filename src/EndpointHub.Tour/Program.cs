using System.Text.Json;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Sessions;
using EndpointHub.Tour;
using Spectre.Console;

var asJson = args.Contains("--json", StringComparer.Ordinal);
var console = asJson ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }) : AnsiConsole.Console;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    await using var aws = await TourSandbox.StartAsync(stop.Token);
    using var access = await AwsAccess.OpenAsync(aws.Settings, hubSettings: null, new AwsRuntime { Clock = aws.Clock }, pacer: null, stop.Token);

    // Operations run one continuation at a time; at a console somebody has to see to that.
    var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    var report = await Task.Factory.StartNew(() => new Journey(aws, access, console).GoAsync(stop.Token), stop.Token, TaskCreationOptions.None, oneAtATime).Unwrap();
    if (asJson)
        Console.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
    return 0;
}
catch (EndpointHub.EndpointHubException failure)
{
    await Console.Error.WriteLineAsync($"{failure.Problem} {failure.Problem.Remedy}");
    return 1;
}
