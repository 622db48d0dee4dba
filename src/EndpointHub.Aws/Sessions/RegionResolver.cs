using System.Text.RegularExpressions;
using EndpointHub.Errors;
using static EndpointHub.Aws.Sessions.HostEnvironment;

namespace EndpointHub.Aws.Sessions;

/// <summary>Finds the region in the order of the credentials.</summary>
internal sealed class RegionResolver(AwsSettings settings, HostEnvironment host)
{
    // It becomes part of a host name that requests are signed for. It can match in one way only, so that a limit would be met by nothing but a
    // machine that stands still.
    private static readonly Regex Name = new("\\A[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout);

    /// <exception cref="EndpointHubException">No region is found, or what is found cannot be one.</exception>
    public async Task<string> ResolveAsync(CancellationToken cancellationToken)
    {
        var region = Text(settings.Region)
            ?? OfProfile(settings.ProfileName)
            ?? Text(settings.StoredRegion?.Invoke())
            ?? Text(host.Variable("AWS_REGION"))
            ?? Text(host.Variable("AWS_DEFAULT_REGION"))
            ?? OfProfile(host.DefaultProfile)
            ?? Text(await host.RegionOfHost(cancellationToken))
            ?? throw new EndpointHubException(Problems.NoRegion());
        return Validated(region);
    }

    /// <exception cref="EndpointHubException">It cannot be a region.</exception>
    public static string Validated(string region) =>
        Name.IsMatch(region) ? region : throw new EndpointHubException(Problems.MalformedRegion(region));

    private string? OfProfile(string? name) =>
        Text(name) is { } named && host.Profiles.TryGetProfile(named, out var profile) ? profile.Region?.SystemName : null;
}
