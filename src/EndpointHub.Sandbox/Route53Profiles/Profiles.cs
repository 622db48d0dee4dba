using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Profiles;

namespace EndpointHub.Sandbox.Route53Profiles;

internal sealed class Profiles(Call call) : ProfileHandler(call)
{
    public CreateProfileResponse CreateProfile(string name, string clientToken)
    {
        Constraints.Name(name);
        Constraints.Length("clientToken", clientToken, 1, 255);
        var id = Ids.Resource("rp");
        var profile = new Profile
        {
            Id = id,
            Arn = $"arn:{PartitionName}:route53profiles:{Region}:{Account}:profile/{id}",
            ClientToken = clientToken,
            Name = name,
            OwnerId = Account,
            Status = "COMPLETE",
            StatusMessage = "Created Profile",
            CreationTime = World.Now,
            ModificationTime = World.Now,
            Region = Region,
        };
        World.Profiles.Add(id, profile);
        return new() { Profile = Seen(profile) };
    }

    public GetProfileResponse GetProfile(string profileId) => new() { Profile = Seen(Visible(profileId)) };

    public ListProfilesResponse ListProfiles(int? maxResults, string? nextToken) =>
        new()
        {
            ProfileSummaries = VisibleProfiles
                .Select(Seen)
                .Select(p => new ProfileSummary
                {
                    Arn = p.Arn,
                    Id = p.Id,
                    Name = p.Name,
                    ShareStatus = p.ShareStatus,
                })
                .Listed(maxResults, nextToken, out var next),
            NextToken = next,
        };

    /// <summary>The Profile must not be associated with any VPC of any account. Its resource associations are deleted with it.</summary>
    public DeleteProfileResponse DeleteProfile(string profileId)
    {
        var profile = Own(profileId);
        if (World.ProfileAssociations.All.Any(a => a.ProfileId == profile.Id))
            throw Conflict($"The Profile {profile.Id} is associated with VPCs.");
        foreach (var resource in World.ProfileResources.All.Where(r => r.ProfileId == profile.Id).ToList())
            World.ProfileResources.Remove(resource.Id!);
        World.Profiles.Remove(profile.Id!);
        (profile.Status, profile.StatusMessage, profile.ModificationTime) = ("DELETED", "Deleted Profile", World.Now);
        return new() { Profile = Seen(profile) };
    }
}
