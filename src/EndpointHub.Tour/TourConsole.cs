using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>Creates the console: colours and progress bars at a terminal, plain lines for a file or a pipe, no output for JSON.</summary>
internal static class TourConsole
{
    private const int Columns = 100;

    public static IAnsiConsole For(bool isSilent) =>
        isSilent ? Plain(TextWriter.Null)
        : Console.IsOutputRedirected ? Plain(Console.Out)
        : AnsiConsole.Console;

    /// <summary>Creates a console without colours and progress bars, a hundred columns wide.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = Columns;
        return console;
    }
}
