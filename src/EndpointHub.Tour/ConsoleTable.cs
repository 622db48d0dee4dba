using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>A table with text columns on the left and number columns on the right.</summary>
internal sealed class ConsoleTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    /// <param name="console">The console.</param>
    /// <param name="textColumns">The number of text columns. The last of them wraps if the console is too narrow.</param>
    public void Show(IAnsiConsole console, int textColumns)
    {
        var grid = new Grid();
        for (var i = 0; i < headings.Length; i++)
        {
            grid.AddColumn(
                new GridColumn
                {
                    Alignment = i < textColumns ? Justify.Left : Justify.Right,
                    Padding = new Padding(2, 0, 0, 0),
                    NoWrap = i != textColumns - 1,
                }
            );
        }

        grid.AddRow([.. headings.Select(heading => $"[grey]{Markup.Escape(heading)}[/]")]);
        foreach (var row in _rows)
            grid.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(grid);
    }
}
