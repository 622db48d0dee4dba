using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Profiles;

namespace EndpointHub.Sandbox.Route53Profiles;

/// <summary>
/// The resources of Profiles, which apply to the Profile's VPCs: private zones, Resolver rules, interface endpoints and DNS Firewall rule groups of
/// its owner.
/// </summary>
internal sealed class ProfileResources(Call call) : ProfileHandler(call)
{
    public AssociateResourceToProfileResponse AssociateResourceToProfile(
        string name,
        string profileId,
        string resourceArn,
        string? resourceProperties
    )
    {
        Constraints.Name(name);
        var profile = Own(profileId);
        if (HeldBy(profile).Any(r => r.ResourceArn == resourceArn))
            throw Conflict($"The resource {resourceArn} has already been associated with the Profile {profile.Id}.");
        var resource = Find(resourceArn, resourceProperties) ?? throw NotFound(resourceArn);
        if (resourceProperties is not null && resource.Source is not FirewallSource)
            throw AwsException.Unsupported("ResourceProperties");
        if (HeldBy(profile).Select(r => Find(r.ResourceArn!, r.ResourceProperties)).FirstOrDefault(r => r?.ClashesWith(resource) == true) is not null)
            throw Conflict($"The Profile {profile.Id} is already associated with another resource of the same domain name.");
        var held = new ProfileResourceAssociation
        {
            Id = Ids.Resource("rpr"),
            Name = name,
            OwnerId = Account,
            ProfileId = profile.Id,
            ResourceArn = resourceArn,
            ResourceProperties = resource.Properties,
            ResourceType = resource.Type,
            Status = "CREATING",
            StatusMessage = $"Creating the Profile to {resource.Noun} association",
            CreationTime = World.Now,
            ModificationTime = World.Now,
            Region = Region,
        };
        World.ProfileResources.Add(held.Id, held);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                if (held.Status != "CREATING")
                    return;
                (held.Status, held.StatusMessage, held.ModificationTime) = (
                    "COMPLETE",
                    $"Completed creation of Profile to {resource.Noun} association",
                    World.Now
                );
                if (Find(resourceArn, resourceProperties)?.Source is { } source)
                    World.Dns.Give(World.Now, profile.Id!, source);
            }
        );
        return new() { ProfileResourceAssociation = held };
    }

    public DisassociateResourceFromProfileResponse DisassociateResourceFromProfile(string profileId, string resourceArn)
    {
        var profile = Own(profileId);
        var held = HeldBy(profile).FirstOrDefault(r => r.ResourceArn == resourceArn) ?? throw NotFound(resourceArn);
        if (held.Status == "DELETING")
            return new() { ProfileResourceAssociation = held };
        (held.Status, held.StatusMessage, held.ModificationTime) = ("DELETING", "Deleting the Profile resource association", World.Now);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                World.ProfileResources.Remove(held.Id!);
                World.Dns.Take(World.Now, profile.Id!, resourceArn[(resourceArn.LastIndexOf('/') + 1)..]);
            }
        );
        return new() { ProfileResourceAssociation = held };
    }

    public GetProfileResourceAssociationResponse GetProfileResourceAssociation(string profileResourceAssociationId) =>
        new()
        {
            ProfileResourceAssociation =
                VisibleProfiles.SelectMany(HeldBy).FirstOrDefault(r => r.Id == profileResourceAssociationId)
                ?? throw NotFound(profileResourceAssociationId),
        };

    public ListProfileResourceAssociationsResponse ListProfileResourceAssociations(
        int? maxResults,
        string? nextToken,
        string profileId,
        string? resourceType
    ) =>
        new()
        {
            ProfileResourceAssociations = HeldBy(Visible(profileId))
                .Where(r => resourceType is null || r.ResourceType == resourceType)
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };

    private IEnumerable<ProfileResourceAssociation> HeldBy(Profile profile) => World.ProfileResources.All.Where(r => r.ProfileId == profile.Id);

    private Holdable? Find(string arn, string? properties) => Holdable.Find(World, Net, arn, properties);
}
