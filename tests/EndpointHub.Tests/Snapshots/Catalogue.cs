using System.Runtime.CompilerServices;
using System.Text;

namespace EndpointHub.Tests.Snapshots;

/// <summary>
/// The sentences that users read, as checked-in files in <c>Snapshots</c>: a change of wording shows there, in one place. To accept a change, run the
/// tests with ENDPOINTHUB_UPDATE_SNAPSHOTS=1 and review the difference.
/// </summary>
internal static class Catalogue
{
    private const string Update = "ENDPOINTHUB_UPDATE_SNAPSHOTS";

    public static string Entry(string title, IEnumerable<string> resources, string reason, string? advice, string? command)
    {
        var entry = new StringBuilder(title)
            .Append('\n')
            .Append("  resource: ")
            .AppendJoin(", ", resources)
            .Append('\n')
            .Append("  reason:   ")
            .Append(reason)
            .Append('\n');
        if (advice is not null)
            entry.Append("  advice:   ").Append(advice).Append('\n');
        if (command is not null)
            entry.Append("  command:  ").Append(command).Append('\n');
        return entry.ToString();
    }

    public static void Compare(string file, IEnumerable<string> entries, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "..", "Snapshots", file);
        var actual = string.Join("\n", entries);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; create it with {Update}=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
