using System.Management.Automation;
using System.Reflection;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// What AWS.Tools keeps in a session's variables. Its types belong to another copy of the AWS runtime, and its wrapper keeps the
/// credentials to itself, so they can only be read by reflection; what cannot be read is an error, never a reason to go on to another account.
/// </summary>
internal static class AwsToolsVariables
{
    internal const string Region = "StoredAWSRegion";
    internal const string Credentials = "StoredAWSCredentials";

    /// <summary>The region's name, or null where the variable is not set.</summary>
    internal static string? RegionOf(object? variable) =>
        variable is null ? null : (PSObject.AsPSObject(variable).Properties["SystemName"]?.Value ?? variable).ToString();

    /// <summary>Reads the keys that the variable's value holds at the moment; null where the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The value holds no credentials that can be read.</exception>
    internal static StoredKeys? KeysOf(object? variable)
    {
        if (variable is null)
        {
            return null;
        }

        var held = PSObject.AsPSObject(variable).BaseObject;
        var credentials = IsCredentials(held.GetType()) ? held : Held(held);
        var read = credentials?.GetType().GetMethod("GetCredentials", Type.EmptyTypes)
            ?? throw new InvalidOperationException($"a {held.GetType().FullName} holds no AWS credentials.");
        try
        {
            var keys = read.Invoke(credentials, parameters: null) ?? throw new InvalidOperationException("they are empty.");
            return new StoredKeys(Text(keys, "AccessKey")!, Text(keys, "SecretKey")!, Text(keys, "Token"), EndOf(credentials));
        }
        catch (TargetInvocationException failed) when (failed.InnerException is { } reason)
        {
            throw new InvalidOperationException(reason.Message, reason);
        }
    }

    // Newer runtimes tell it, always in UTC; where they do not it is unknown.
    private static DateTimeOffset? EndOf(object credentials) =>
        credentials.GetType().GetProperty("Expiration")?.GetValue(credentials) is DateTime end ? new DateTimeOffset(DateTime.SpecifyKind(end, DateTimeKind.Utc)) : null;

    // AWSPSCredentials.Credentials is internal. Its name may change; that it is of a type that derives from AWSCredentials may not.
    private static object? Held(object wrapper) => Array.Find(
        wrapper.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
        property => IsCredentials(property.PropertyType))?.GetValue(wrapper);

    private static bool IsCredentials(Type? type) =>
        type is not null && (type.FullName == "Amazon.Runtime.AWSCredentials" || IsCredentials(type.BaseType));

    // Empty where there is none, which the SDK's own types also use for a missing token.
    private static string? Text(object keys, string property) =>
        keys.GetType().GetProperty(property)?.GetValue(keys) is string { Length: > 0 } text ? text : null;
}
