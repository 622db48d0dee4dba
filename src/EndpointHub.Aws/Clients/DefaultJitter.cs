namespace EndpointHub.Aws.Clients;

/// <summary>Spreads the retries of those who were throttled together.</summary>
internal static class DefaultJitter
{
    private static readonly Random Random = new();

    public static double Next()
    {
        lock (Random)
            return Random.NextDouble();
    }
}
