using System.Globalization;

namespace EndpointHub.Aws.Clients;

/// <summary>Formats scalars as AWS does.</summary>
internal static class WireText
{
    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(DateTime value) => value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
