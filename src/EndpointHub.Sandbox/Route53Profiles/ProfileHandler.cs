using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Profiles;

namespace EndpointHub.Sandbox.Route53Profiles;

/// <summary>The base of the handlers of Profiles: the account's own and shared Profiles in the Region.</summary>
internal abstract class ProfileHandler(Call call) : Handler(call)
{
    protected IEnumerable<Profile> VisibleProfiles => World.Profiles.All.Where(IsVisible);

    /// <exception cref="AwsException">It does not exist or is not visible to the caller.</exception>
    protected Profile Visible(string id) => World.Profiles.Find(id) is { } profile && IsVisible(profile) ? profile : throw NotFound(id);

    protected Profile Own(string id) =>
        Visible(id) is { } profile && profile.OwnerId == Account
            ? profile
            : throw new AwsException("AccessDeniedException", $"The Profile {id} belongs to another account.");

    /// <summary>Returns a copy as the caller sees it.</summary>
    protected Profile Seen(Profile profile)
    {
        var seen = profile.Clone();
        seen.ShareStatus = Rules.ShareStatus(profile.OwnerId, Account);
        return seen;
    }

    /// <remarks>Observed for a VPC that does not exist.</remarks>
    protected static AwsException NotFound(string id) => new("ResourceNotFoundException", $"Can't find the resource with ID \"{id}\".");

    protected static AwsException Conflict(string message) => new("ConflictException", message);

    private bool IsVisible(Profile profile) => profile.Region == Region && Rules.Show(profile.OwnerId, Account);
}
