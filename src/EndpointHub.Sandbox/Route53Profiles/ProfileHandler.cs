using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Profiles;

namespace EndpointHub.Sandbox.Route53Profiles;

/// <summary>What the handlers of Profiles share: the Profiles that an account sees in a Region, its own and those of who shares.</summary>
internal abstract class ProfileHandler(Call call) : Handler(call)
{
    protected IEnumerable<Profile> VisibleProfiles => World.Profiles.All.Where(IsVisible);

    /// <exception cref="AwsException">There is none, or it is nobody's business of the caller's.</exception>
    protected Profile Visible(string id) => World.Profiles.Find(id) is { } profile && IsVisible(profile) ? profile : throw NotFound(id);

    protected Profile Own(string id) => Visible(id) is { } profile && profile.OwnerId == Account
        ? profile
        : throw new AwsException("AccessDeniedException", $"The Profile {id} belongs to another account.");

    /// <summary>As the caller sees it.</summary>
    protected Profile Seen(Profile profile)
    {
        var seen = profile.Clone();
        seen.ShareStatus = Rules.ShareStatus(profile.OwnerId, Account);
        return seen;
    }

    /// <summary>As it was seen for a VPC that is not there.</summary>
    protected static AwsException NotFound(string id) => new("ResourceNotFoundException", $"Can't find the resource with ID \"{id}\".");

    protected static AwsException Conflict(string message) => new("ConflictException", message);

    private bool IsVisible(Profile profile) => profile.Region == Region && Rules.Show(profile.OwnerId, Account);
}
