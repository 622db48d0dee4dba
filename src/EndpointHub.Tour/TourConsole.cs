using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>The console as it is: colours and bars for a person, plain lines for a file or a pipe, silence for JSON.</summary>
internal static class TourConsole
{
    private const int Columns = 100;

    public static IAnsiConsole For(bool isSilent) => isSilent ? Plain(TextWriter.Null) : Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console;

    /// <summary>Without colours and bars, a hundred columns wide.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Columns;
        return console;
    }
}
