namespace EndpointHub.Topology;

/// <summary>Decides which endpoints belong to GuardDuty, and for which of them their account pays.</summary>
internal static class EndpointCharges
{
    private const string GuardDutyTag = "GuardDutyManaged";
    private const string OwnAccount = "vpc-endpoint-account";

    // One endpoint for each VPC that GuardDuty monitors, whether its agent is managed by GuardDuty or by hand (GuardDuty user guide, Runtime
    // Monitoring). The FIPS endpoints have names of their own.
    private static readonly string[] GuardDutyServices = [".guardduty-data", ".guardduty-data-fips"];

    /// <summary>True if an endpoint carries the events of GuardDuty Runtime Monitoring.</summary>
    public static bool IsOfGuardDuty(this Endpoint endpoint) =>
        (endpoint.Tag(GuardDutyTag) is { } value && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase))
        || Array.Exists(GuardDutyServices, ending => endpoint.ServiceName.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>True if another account pays for an endpoint: that of the endpoint service or of the resource gateway.</summary>
    public static bool IsPaidByOthers(this Endpoint endpoint) => endpoint.Payer is not (null or "" or OwnAccount);

    /// <summary>True if its hours are billed to its own account.</summary>
    public static bool IsBilled(this Endpoint endpoint) => !endpoint.IsOfGuardDuty() && !endpoint.IsPaidByOthers();
}
