namespace EndpointHub.Aws.Clients;

/// <summary>Provides random numbers that spread the retries of calls that were throttled together.</summary>
internal static class DefaultJitter
{
    private static readonly Random Random = new();

    public static double Next()
    {
        lock (Random)
            return Random.NextDouble();
    }
}
