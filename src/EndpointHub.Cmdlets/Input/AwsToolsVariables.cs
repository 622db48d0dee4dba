using System.Management.Automation;
using System.Reflection;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Reads the session variables of AWS.Tools. Its types belong to another copy of the AWS SDK, and the credentials inside its wrapper are internal,
/// so they can only be read by reflection. A value that cannot be read is an error, because falling back could select another account.
/// </summary>
internal static class AwsToolsVariables
{
    internal const string Region = "StoredAWSRegion";
    internal const string Credentials = "StoredAWSCredentials";

    /// <summary>Returns the region's name, or null where the variable is not set.</summary>
    internal static string? RegionOf(object? variable) =>
        variable is null ? null : (PSObject.AsPSObject(variable).Properties["SystemName"]?.Value ?? variable).ToString();

    /// <summary>Reads the current keys of the variable's value; null where the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The value contains no credentials that can be read.</exception>
    internal static StoredKeys? KeysOf(object? variable)
    {
        if (variable is null)
        {
            return null;
        }

        var held = PSObject.AsPSObject(variable).BaseObject;
        var credentials = IsCredentials(held.GetType()) ? held : CredentialsIn(held);
        var read =
            credentials?.GetType().GetMethod("GetCredentials", Type.EmptyTypes)
            ?? throw new InvalidOperationException($"a {held.GetType().FullName} contains no AWS credentials.");
        try
        {
            var keys = read.Invoke(credentials, parameters: null) ?? throw new InvalidOperationException("they are empty.");
            return new StoredKeys(Text(keys, "AccessKey")!, Text(keys, "SecretKey")!, Text(keys, "Token"), ExpirationOf(credentials));
        }
        catch (TargetInvocationException failed) when (failed.InnerException is { } reason)
        {
            throw new InvalidOperationException(reason.Message, reason);
        }
    }

    // Only newer SDK versions have the property. Its value is in UTC.
    private static DateTimeOffset? ExpirationOf(object credentials) =>
        credentials.GetType().GetProperty("Expiration")?.GetValue(credentials) is DateTime expiration
            ? new DateTimeOffset(DateTime.SpecifyKind(expiration, DateTimeKind.Utc))
            : null;

    // AWSPSCredentials.Credentials is internal, so its name may change. The property is found by its type instead.
    private static object? CredentialsIn(object wrapper) =>
        Array
            .Find(
                wrapper.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
                property => IsCredentials(property.PropertyType)
            )
            ?.GetValue(wrapper);

    private static bool IsCredentials(Type? type) =>
        type is not null && (type.FullName == "Amazon.Runtime.AWSCredentials" || IsCredentials(type.BaseType));

    // The SDK's own types use an empty text for a missing token.
    private static string? Text(object keys, string property) =>
        keys.GetType().GetProperty(property)?.GetValue(keys) is string { Length: > 0 } text ? text : null;
}
