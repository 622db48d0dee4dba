using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.State;

/// <summary>
/// Visibility of Resolver rules, DNS Firewall rule groups and Profiles across accounts: one setting in place of AWS Resource Access Manager.
/// </summary>
internal static class Sharing
{
    public static bool Show(this Rules rules, string? owner, string account) => owner == account || rules.ResolverResourcesAreShared;

    /// <summary>The ShareStatus of a resource as the API reports it to the account.</summary>
    public static string ShareStatus(this Rules rules, string? owner, string account) =>
        owner != account ? "SHARED_WITH_ME"
        : rules.ResolverResourcesAreShared ? "SHARED_BY_ME"
        : "NOT_SHARED";
}
