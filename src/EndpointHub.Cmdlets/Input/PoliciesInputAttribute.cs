using System.Collections;
using System.Management.Automation;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes policies accept JSON texts, paths of files (with wildcards), the lines that Get-Content returns, objects of AWS.Tools
/// (with a document inside, which IAM returns URL-encoded) and objects of ConvertFrom-Json. It never throws. Any other
/// value stays as it is, and the operation reports that it is not a policy.
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
        if (items.Count > 1 && items.TrueForAll(item => Bare(item) is string) && IsDocument($"{items[0]}") && PolicyDocument.Validate($"{items[0]}") is not null)
            items = [string.Join("\n", items)];

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
        return inside is string document ? [new NamedPolicy(named, Decoded(document))] : [new NamedPolicy(named, Json(engine, inside ?? item!))];
    }

    private static object? Bare(object? item) => item is PSObject carrier ? carrier.BaseObject : item;

    private static object? Member(PSObject given, string name) => Bare(given.BaseObject is IDictionary table ? table[name] : given.Properties[name]?.Value);

    private static bool IsDocument(string text) => text.TrimStart() is { Length: > 0 } start && start[0] == '{';

    private static string Decoded(string text) => text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text) : text;

    // Only ConvertTo-Json serializes objects of ConvertFrom-Json correctly.
    private static string Json(EngineIntrinsics engine, object item) =>
        string.Concat(engine.InvokeCommand.InvokeScript("ConvertTo-Json -InputObject $args[0] -Depth 20 -Compress", item));

    private static IEnumerable<NamedPolicy> FromFiles(EngineIntrinsics engine, string path)
    {
        try
        {
            return [.. engine.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _).Select(FromFile)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException)
        {
            return [new NamedPolicy(path, path)];
        }
    }

    private static NamedPolicy FromFile(string path) => new(Path.GetFileName(path), File.ReadAllText(path));
}
