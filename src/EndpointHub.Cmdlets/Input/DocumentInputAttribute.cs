using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes a JSON document accept the text, its lines as Get-Content returns them, or the path of a file that contains it. It
/// never throws. Any other value stays as it is, and the operation reports that it is not a document.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text =
            inputData is string || LanguagePrimitives.GetEnumerable(inputData) is not { } lines
                ? PSObject.AsPSObject(inputData).BaseObject.ToString() ?? ""
                : string.Join("\n", lines.Cast<object>());
        return text.TrimStart() is { Length: > 0 } document && document[0] == '{' ? text : ReadFile(engineIntrinsics, text) ?? text;
    }

    private static string? ReadFile(EngineIntrinsics engine, string path)
    {
        try
        {
            // Relative paths are relative to PowerShell's location, which differs from the process's current directory.
            return File.ReadAllText(engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException)
        {
            return null;
        }
    }
}
