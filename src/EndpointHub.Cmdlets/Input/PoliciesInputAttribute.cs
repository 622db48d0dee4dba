using System.Collections;
using System.Management.Automation;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Makes a parameter for policies accept JSON texts, paths of files (wildcards too), the lines that Get-Content returns, the output of AWS.Tools (an
/// object with a document inside, which IAM returns URL-encoded) and objects that ConvertFrom-Json made. It never throws. Any other argument becomes
/// a document that the operation refuses with MalformedOtherPolicy.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PoliciesInputAttribute : ArgumentTransformationAttribute
{
    // The properties of AWS.Tools' objects that contain a document, and those that name it.
    private static readonly string[] DocumentProperties = ["PolicyDocument", "Document", "AssumeRolePolicyDocument", "Policy"];
    private static readonly string[] NameProperties = ["PolicyName", "Arn", "PolicyArn", "BucketName", "Name"];

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>().ToList() ?? [inputData];
        if (
            items.Count > 1
            && items.TrueForAll(item => Bare(item) is string)
            && IsDocument($"{items[0]}")
            && PolicyDocument.Validate($"{items[0]}") is not null
        )
        {
            items = [string.Join("\n", items)];
        }

        return items.SelectMany((item, index) => Policies(engineIntrinsics, item, $"policy {index + 1}")).ToArray();
    }

    private static IEnumerable<NamedPolicy> Policies(EngineIntrinsics engine, object? item, string name)
    {
        if (Bare(item) is NamedPolicy policy)
            return [policy];
        if (Bare(item) is FileInfo file)
            return FromFiles(engine, WildcardPattern.Escape(file.FullName));
        if (Bare(item) is string text)
            return IsDocument(Decoded(text)) ? [new NamedPolicy(name, Decoded(text))] : FromFiles(engine, text);

        var given = PSObject.AsPSObject(item ?? "");
        var named = NameProperties.Select(member => Member(given, member) as string).FirstOrDefault(found => found is not null) ?? name;
        var inside = DocumentProperties.Select(member => Member(given, member)).FirstOrDefault(found => found is not null);
        if (inside is string document)
            return [new NamedPolicy(named, Decoded(document))];

        // The name carries the type, because the text of such an object seldom says it.
        return JsonValue.TryCopy(inside ?? item, out var copy)
            ? [new NamedPolicy(named, Json(engine, copy))]
            : [new NamedPolicy($"{named} ({Bare(inside ?? item)?.GetType().Name})", "")];
    }

    private static object? Bare(object? item) => item is PSObject carrier ? carrier.BaseObject : item;

    // Without its PSObject, a PSCustomObject has no members.
    private static object? Member(PSObject given, string name) =>
        (given.BaseObject is IDictionary table ? table[name] : given.Properties[name]?.Value) is var value && Bare(value) is PSCustomObject
            ? value
            : Bare(value);

    private static bool IsDocument(string text) => text.TrimStart() is { Length: > 0 } start && start[0] == '{';

    private static string Decoded(string text) => text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text) : text;

    private static string Json(EngineIntrinsics engine, object? value) =>
        string.Concat(engine.InvokeCommand.InvokeScript($"ConvertTo-Json -InputObject $args[0] -Depth {JsonValue.MaxDepth + 1} -Compress", value));

    private static IEnumerable<NamedPolicy> FromFiles(EngineIntrinsics engine, string path)
    {
        try
        {
            return [.. engine.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _).Select(FromFile)];
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException)
        {
            return [new NamedPolicy(path, "") { Unreadable = $"it is neither JSON nor the path of a file: {unreadable.Message}" }];
        }
    }

    private static NamedPolicy FromFile(string path) =>
        InputFile.TryRead(path, out var reason) is { } text
            ? new NamedPolicy(Path.GetFileName(path), text)
            : new NamedPolicy(Path.GetFileName(path), "") { Unreadable = reason };
}
