using System.Management.Automation;
using EndpointHub.Paths.Index;

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
        if (inputData is null)
            return inputData!;

        var text =
            inputData is string || LanguagePrimitives.GetEnumerable(inputData) is not { } lines
                ? PSObject.AsPSObject(inputData).BaseObject.ToString() ?? ""
                : string.Join("\n", lines.Cast<object>());
        return text.TrimStart() is { Length: > 0 } document && document[0] == '{'
            ? new NamedPolicy("policy", text)
            : FromFile(engineIntrinsics, text);
    }

    private static NamedPolicy FromFile(EngineIntrinsics engine, string path)
    {
        string? reason;
        try
        {
            // Relative paths are relative to PowerShell's location, which differs from the process's current directory.
            if (InputFile.TryRead(engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path), out reason) is { } text)
                return new NamedPolicy(path, text);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or NotSupportedException or RuntimeException)
        {
            reason = unreadable.Message;
        }

        return new NamedPolicy(path, "") { Unreadable = $"it is neither JSON nor a file that can be read: {reason}" };
    }
}
