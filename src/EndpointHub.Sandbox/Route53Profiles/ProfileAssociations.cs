using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Profiles;

namespace EndpointHub.Sandbox.Route53Profiles;

/// <summary>Associations of Profiles with VPCs: a VPC has at most one (service model, AssociateProfile).</summary>
internal sealed class ProfileAssociations(Call call) : ProfileHandler(call)
{
    /// <summary>The associations of the caller's VPCs.</summary>
    private IEnumerable<ProfileAssociation> Existing => World.ProfileAssociations.All.Where(a => a.OwnerId == Account && a.Region == Region);

    public AssociateProfileResponse AssociateProfile(string name, string profileId, string resourceId)
    {
        Constraints.Name(name);
        var profile = Visible(profileId);
        if (!Net.Vpcs.Has(resourceId))
            throw NotFound(resourceId);
        if (Existing.FirstOrDefault(a => a.ResourceId == resourceId) is { } present)
        {
            throw new AwsException(
                present.ProfileId == profile.Id ? "ResourceExistsException" : Rules.SecondProfileCode,
                $"The VPC {resourceId} has already been associated with the Profile {present.ProfileId}."
            );
        }

        var association = new ProfileAssociation
        {
            Id = Ids.Resource("rpassoc"),
            Name = name,
            OwnerId = Account,
            ProfileId = profile.Id,
            ResourceId = resourceId,
            Status = "CREATING",
            StatusMessage = "Creating Profile Association",
            CreationTime = World.Now,
            ModificationTime = World.Now,
            Region = Region,
        };
        World.ProfileAssociations.Add(association.Id, association);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                if (association.Status != "CREATING")
                    return;
                (association.Status, association.StatusMessage, association.ModificationTime) = (
                    "COMPLETE",
                    "Created Profile Association",
                    World.Now
                );
                World.Dns.Give(World.Now, resourceId, new ProfileSource(profile.Id!));
            }
        );
        return new() { ProfileAssociation = association };
    }

    /// <summary>The association stays in effect until it has been deleted.</summary>
    public DisassociateProfileResponse DisassociateProfile(string profileId, string resourceId)
    {
        var association = Existing.FirstOrDefault(a => a.ProfileId == profileId && a.ResourceId == resourceId) ?? throw NotFound(resourceId);
        if (association.Status == "DELETING")
            return new() { ProfileAssociation = association };
        (association.Status, association.StatusMessage, association.ModificationTime) = ("DELETING", "Deleting Profile Association", World.Now);
        World.After(
            Durations.ResolverChange,
            () =>
            {
                World.ProfileAssociations.Remove(association.Id!);
                World.Dns.Take(World.Now, resourceId, profileId);
            }
        );
        return new() { ProfileAssociation = association };
    }

    public GetProfileAssociationResponse GetProfileAssociation(string profileAssociationId) =>
        new() { ProfileAssociation = Existing.FirstOrDefault(a => a.Id == profileAssociationId) ?? throw NotFound(profileAssociationId) };

    public ListProfileAssociationsResponse ListProfileAssociations(int? maxResults, string? nextToken, string? profileId, string? resourceId) =>
        new()
        {
            ProfileAssociations = Existing
                .Where(a => (profileId is null || a.ProfileId == profileId) && (resourceId is null || a.ResourceId == resourceId))
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };
}
