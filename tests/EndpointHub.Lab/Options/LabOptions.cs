using System.CommandLine;

namespace EndpointHub.Lab.Options;

/// <summary>Options of several verbs.</summary>
internal static class LabOptions
{
    /// <summary>The option for JSON output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Prints the figures as JSON." };

    /// <summary>A number with a default.</summary>
    public static Option<int> Number(string name, int otherwise, string description) =>
        new(name)
        {
            HelpName = "N",
            Description = description,
            DefaultValueFactory = _ => otherwise,
        };

    /// <summary>A switch.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };
}
