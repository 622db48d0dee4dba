using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes a JSON document take the text, its lines as Get-Content gives them, or the path of a file that holds it. It never
/// throws: what is neither stays the text that it is, and the operation refuses it as no document.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = inputData is string || LanguagePrimitives.GetEnumerable(inputData) is not { } lines
            ? PSObject.AsPSObject(inputData).BaseObject.ToString() ?? ""
            : string.Join("\n", lines.Cast<object>());
        return text.TrimStart() is { Length: > 0 } document && document[0] == '{' ? text : OfFile(engineIntrinsics, text) ?? text;
    }

    private static string? OfFile(EngineIntrinsics engine, string path)
    {
        try
        {
            // PowerShell's own place, which is not the process's.
            return File.ReadAllText(engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException)
        {
            return null;
        }
    }
}
