using System.Globalization;
using EndpointHub.Aws.Operations.Work;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>A stage of the job at a console: a bar while it lasts, a line when it is over.</summary>
internal sealed class StageView(IAnsiConsole console, TimeProvider clock)
{
    /// <summary>Shows a stage.</summary>
    /// <param name="stage">What it is called.</param>
    /// <param name="isDryRun">Whether it is only foretold, which is shown with the whole plan.</param>
    /// <param name="work">Carries it out.</param>
    /// <returns>Who watched it.</returns>
    public async Task<TourOperator> ShowAsync(string stage, bool isDryRun, Func<TourOperator, Task> work)
    {
        var began = clock.GetUtcNow();
        var who = console.Profile.Capabilities.Interactive ? await WithBarAsync(stage, isDryRun, work) : await WithoutBarAsync(isDryRun, work);
        if (!isDryRun)
            ReportStatus(stage, who.Units.Sum(unit => unit.Steps.Count), clock.GetUtcNow() - began);
        foreach (var warning in who.Warnings)
            console.MarkupLineInterpolated($"  [yellow]{warning}[/]");
        return who;
    }

    private Task<TourOperator> WithBarAsync(string stage, bool isDryRun, Func<TourOperator, Task> work) => console.Progress()
        .AutoClear(true).Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(stage)).IsIndeterminate();
            var who = new TourOperator(isDryRun, progress => Draw(bar, stage, progress));
            await work(who);
            return who;
        });

    private static async Task<TourOperator> WithoutBarAsync(bool isDryRun, Func<TourOperator, Task> work)
    {
        var who = new TourOperator(isDryRun, static _ => { });
        await work(who);
        return who;
    }

    private static void Draw(ProgressTask bar, string stage, OperationProgress progress)
    {
        bar.IsIndeterminate(progress.Total == 0).MaxValue(Math.Max(1, progress.Total)).Value(progress.Done);
        bar.Description = Markup.Escape($"{stage}: {progress.Done} of {progress.Total}");
    }

    private void ReportStatus(string stage, int steps, TimeSpan time)
    {
        var took = time.ToString(time < TimeSpan.FromMinutes(1) ? @"s\ \s" : @"m\ \m\i\n\ ss\ \s", CultureInfo.InvariantCulture);
        console.MarkupLineInterpolated($"  {stage,-15}{steps,4} steps{(steps == 0 ? "" : $"{took,14}")}");
    }
}
