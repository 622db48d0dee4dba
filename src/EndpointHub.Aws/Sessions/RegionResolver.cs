using System.Text.RegularExpressions;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using static EndpointHub.Aws.Sessions.HostEnvironment;

namespace EndpointHub.Aws.Sessions;

/// <summary>Finds the region in the same order of sources as the credentials.</summary>
internal sealed class RegionResolver(AwsSettings settings, HostEnvironment host, TimeProvider clock)
{
    // The region becomes part of a host name that requests are signed for. The expression cannot backtrack, so it needs no timeout.
    private static readonly Regex Name = new(
        "\\A[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Regex.InfiniteMatchTimeout
    );

    // The metadata service of an instance answers in milliseconds. The SDK repeats its requests.
    private static readonly TimeSpan HostLimit = TimeSpan.FromSeconds(20);

    /// <exception cref="EndpointHubException">No region is found, or its name is malformed.</exception>
    public async Task<string> ResolveAsync(CancellationToken cancellationToken)
    {
        var region =
            Text(settings.Region)
            ?? OfProfile(settings.ProfileName)
            ?? Text(settings.StoredRegion?.Invoke())
            ?? Text(host.Variable("AWS_REGION"))
            ?? Text(host.Variable("AWS_DEFAULT_REGION"))
            ?? OfProfile(host.DefaultProfile)
            ?? Text(await OfHostAsync(cancellationToken))
            ?? throw new EndpointHubException(Problems.NoRegion());
        return Validated(region);
    }

    /// <exception cref="EndpointHubException">The name is malformed.</exception>
    public static string Validated(string region) => Name.IsMatch(region) ? region : throw new EndpointHubException(Problems.MalformedRegion(region));

    private string? OfProfile(string? name) => Text(name) is { } named ? host.FindProfile(named)?.Region?.SystemName : null;

    private async Task<string?> OfHostAsync(CancellationToken cancellationToken)
    {
        var asking = host.RegionOfHost(cancellationToken);
        return await clock.WaitAsync(asking, HostLimit, cancellationToken) ? await asking : null;
    }
}
