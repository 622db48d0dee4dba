using System.Globalization;
using EndpointHub.Aws.Operations.Work;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>Shows a stage of the migration at a console: a progress bar while it runs, a line when it is done.</summary>
internal sealed class StageView(IAnsiConsole console, TimeProvider clock)
{
    /// <summary>Runs and shows a stage.</summary>
    /// <param name="stage">The name of the stage.</param>
    /// <param name="isDryRun">True for a dry run, which is shown with the whole plan instead.</param>
    /// <param name="work">The work of the stage.</param>
    /// <returns>The operator with the results.</returns>
    public async Task<TourOperator> ShowAsync(string stage, bool isDryRun, Func<TourOperator, Task> work)
    {
        var began = clock.GetUtcNow();
        var tourOperator = console.Profile.Capabilities.Interactive
            ? await WithBarAsync(stage, isDryRun, work)
            : await WithoutBarAsync(isDryRun, work);
        if (!isDryRun)
            WriteLine(stage, tourOperator.Units.Sum(unit => unit.Steps.Count), clock.GetUtcNow() - began);
        foreach (var warning in tourOperator.Warnings)
            console.MarkupLineInterpolated($"  [yellow]{warning}[/]");
        return tourOperator;
    }

    private Task<TourOperator> WithBarAsync(string stage, bool isDryRun, Func<TourOperator, Task> work) =>
        console
            .Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(stage)).IsIndeterminate();
                var tourOperator = new TourOperator(isDryRun, progress => Draw(bar, stage, progress));
                await work(tourOperator);
                return tourOperator;
            });

    private static async Task<TourOperator> WithoutBarAsync(bool isDryRun, Func<TourOperator, Task> work)
    {
        var tourOperator = new TourOperator(isDryRun, static _ => { });
        await work(tourOperator);
        return tourOperator;
    }

    private static void Draw(ProgressTask bar, string stage, OperationProgress progress)
    {
        bar.IsIndeterminate(progress.Total == 0).MaxValue(Math.Max(1, progress.Total)).Value(progress.Done);
        bar.Description = Markup.Escape($"{stage}: {progress.Done} of {progress.Total}");
    }

    private void WriteLine(string stage, int steps, TimeSpan time)
    {
        var took = time.ToString(time < TimeSpan.FromMinutes(1) ? @"s\ \s" : @"m\ \m\i\n\ ss\ \s", CultureInfo.InvariantCulture);
        console.MarkupLineInterpolated($"  {stage, -15}{steps, 4} steps{(steps == 0 ? "" : $"{took, 14}")}");
    }
}
