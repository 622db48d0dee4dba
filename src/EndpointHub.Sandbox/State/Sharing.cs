using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.State;

/// <summary>Who sees whose Resolver rules, DNS Firewall rule groups and Profiles: in the place of Resource Access Manager stands a switch.</summary>
internal static class Sharing
{
    public static bool Show(this Rules rules, string? owner, string account) => owner == account || rules.ResolverResourcesAreShared;

    /// <summary>In AWS's words, for the account that looks.</summary>
    public static string ShareStatus(this Rules rules, string? owner, string account) =>
        owner != account ? "SHARED_WITH_ME" : rules.ResolverResourcesAreShared ? "SHARED_BY_ME" : "NOT_SHARED";
}
