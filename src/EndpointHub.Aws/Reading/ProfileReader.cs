using System.Globalization;
using System.Text.Json;
using Amazon;
using EndpointHub.Topology;
using EndpointHub.Values;
using Profiles = Amazon.Route53Profiles.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the Route 53 Profiles of an account, including shared ones, and their associations with the given VPCs. An account without Profiles costs
/// one call.
/// </summary>
internal static class ProfileReader
{
    public static async Task<IReadOnlyList<DnsProfile>> ReadAsync(Apis here, IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken)
    {
        var profiles = await here.Profiles.Paginators.ListProfiles(new()).ProfileSummaries.ToListAsync(cancellationToken);
        if (profiles.Count == 0)
            return [];

        // A Profile that was shared or created while the list was read is found by its associations.
        var associations = await AssociationsAsync(here, vpcIds, cancellationToken);
        return await Task.WhenAll(
            profiles
                .Select(profile => profile.Id!)
                .Union(associations.Select(association => association.ProfileId!), StringComparer.Ordinal)
                .Select(async id => Map(id, associations, await ResourcesAsync(here, id, cancellationToken)))
                .ToArray()
        );
    }

    internal static DnsProfile Map(
        string id,
        IEnumerable<Profiles.ProfileAssociation> associations,
        IEnumerable<Profiles.ProfileResourceAssociation>? resources
    ) =>
        new()
        {
            Id = id,
            Vpcs = associations
                .Where(association => association.ProfileId == id)
                .Select(association => new ProfileVpc(VpcId(association), association.Status?.Value ?? ResolverState.Updating))
                .Distinct()
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
            Resources = resources
                ?.Select(Map)
                .OfType<ProfileResource>()
                .OrderBy(resource => resource.ResourceId, StringComparer.Ordinal)
                .ToValueList(),
        };

    // Profiles API reference, ProfileAssociation: the text describes an ARN, and the examples have an id.
    private static string VpcId(Profiles.ProfileAssociation association) => SdkMapping.BareId(association.ResourceId!);

    /// <summary>Returns null for query logs, which do not affect resolution.</summary>
    private static ProfileResource? Map(Profiles.ProfileResourceAssociation association)
    {
        var state = association.Status?.Value ?? ResolverState.Updating;
        if (!Arn.TryParse(association.ResourceArn, out var arn))
            return new ProfileResource(association.ResourceArn ?? association.Id ?? "", ProfileResourceKind.Unknown, state);
        ProfileResourceKind? kind = arn.Resource.Split('/')[0] switch
        {
            "hostedzone" => ProfileResourceKind.PrivateZone,
            "resolver-rule" => ProfileResourceKind.ResolverRule,
            "vpc-endpoint" => ProfileResourceKind.Endpoint,
            "firewall-rule-group" => ProfileResourceKind.FirewallRuleGroup,
            "resolver-query-log-config" => null,
            _ => ProfileResourceKind.Unknown,
        };
        return kind is { } known
            ? new ProfileResource(
                SdkMapping.BareId(arn.Resource),
                known,
                state,
                arn.AccountId is { Length: > 0 } account ? account : null,
                known == ProfileResourceKind.FirewallRuleGroup ? Priority(association.ResourceProperties) : null
            )
            : null;
    }

    /// <summary>Returns the priority in the properties of a rule group, for example <c>{"priority":102}</c>; null if it is missing.</summary>
    private static int? Priority(string? properties)
    {
        try
        {
            using var document = JsonDocument.Parse(properties ?? "{}");
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } members
                && members.TryGetProperty("priority", out var priority)
                && int.TryParse(priority.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<List<Profiles.ProfileAssociation>> AssociationsAsync(
        Apis here,
        IReadOnlyCollection<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var associations = new List<Profiles.ProfileAssociation>();
        foreach (var vpcId in SdkMapping.FilterVpcIds(vpcIds))
        {
            associations.AddRange(
                await here
                    .Profiles.Paginators.ListProfileAssociations(new() { ResourceId = vpcId })
                    .ProfileAssociations.ToListAsync(cancellationToken)
            );
        }

        return associations.FindAll(association => vpcIds.Contains(VpcId(association)));
    }

    /// <summary>Reads the resources of a Profile; null if they may not be read, or if the Profile was deleted in the meantime.</summary>
    private static Task<List<Profiles.ProfileResourceAssociation>?> ResourcesAsync(
        Apis here,
        string profileId,
        CancellationToken cancellationToken
    ) =>
        Permitted.VisibleOrNullAsync(() =>
            here
                .Profiles.Paginators.ListProfileResourceAssociations(new() { ProfileId = profileId })
                .ProfileResourceAssociations.ToListAsync(cancellationToken)
        );
}
