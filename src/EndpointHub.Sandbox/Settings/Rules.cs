namespace EndpointHub.Sandbox.Settings;

/// <summary>Behaviours that could not be verified against AWS (marked [?] in the notes on semantics). Each default is the assumption made.</summary>
public sealed record Rules
{
    /// <summary>
    /// True: a query for a name that exists without a record of the queried type gets NXDOMAIN, as documented; false: an empty answer, as other
    /// resolvers give.
    /// </summary>
    public bool WrongTypeIsNxDomain { get; init; } = true;

    /// <summary>CreateRoute of a route that exists with the same target succeeds instead of <c>RouteAlreadyExists</c>.</summary>
    public bool IdenticalRouteSucceeds { get; init; }

    /// <summary>
    /// A route to a peering that is deleted or not active has the state <c>blackhole</c> and still takes part in the longest-prefix match.
    /// </summary>
    public bool DeadPeeringRouteIsBlackhole { get; init; } = true;

    /// <summary>A security group rule that differs from an existing one only in its description is a duplicate.</summary>
    public bool DescriptionMakesNoNewRule { get; init; } = true;

    /// <summary>The error code for a second gateway endpoint of a service in a route table; two codes were observed.</summary>
    public string GatewayRouteExistsCode { get; init; } = "RouteAlreadyExists";

    /// <summary>The error code for an unknown endpoint in the Unsuccessful list of DeleteVpcEndpoints; two codes were observed.</summary>
    public string EndpointNotFoundOnDelete { get; init; } = "InvalidVpcEndpoint.NotFound";

    /// <summary>The OwningService of an endpoint's zones in ListHostedZonesByVPC.</summary>
    public string ManagedZoneOwner { get; init; } = "vpce.amazonaws.com";

    /// <summary>A second peering request between the same VPCs fails at Create rather than at Accept.</summary>
    public bool PeeringTwiceFailsAtCreate { get; init; } = true;

    /// <summary>The HTTP status of DryRunOperation.</summary>
    public int DryRunStatus { get; init; } = 412;

    /// <summary>
    /// True: a refused change batch is answered with an <c>InvalidChangeBatch</c> element, as older documentation shows it, in which botocore finds
    /// no error code; false: with the envelope of every other error, as boto3 and the AWS CLI were observed to report it.
    /// </summary>
    public bool ChangeBatchHasItsOwnEnvelope { get; init; }

    /// <summary>The maximum number of VPCs that a private zone can be associated with.</summary>
    public int VpcsPerZone { get; init; } = 300;

    /// <summary>
    /// The maximum number of active peerings of a VPC; AWS raises it to 125 on request. It is an assumption that Accept is the call that fails.
    /// </summary>
    public int ActivePeeringsPerVpc { get; init; } = 50;

    /// <summary>The maximum number of peering requests of an account in a Region that wait for acceptance; AWS adjusts it on request.</summary>
    public int OutstandingPeerings { get; init; } = 25;

    /// <summary>
    /// Replaces AWS Resource Access Manager, which is not simulated. True: every Transit Gateway is shared with every account; false: with none.
    /// </summary>
    public bool TransitGatewaysAreShared { get; init; } = true;

    /// <summary>
    /// The same for Resolver rules, DNS Firewall rule groups and Profiles. False: an account sees only its own; true: it sees those of all accounts
    /// in a Region and can associate its VPCs with them.
    /// </summary>
    public bool ResolverResourcesAreShared { get; init; }

    /// <summary>
    /// A Resolver rule that is associated with a Profile cannot be deleted. The documentation of DeleteResolverRule mentions only VPCs.
    /// </summary>
    public bool ProfileKeepsItsRules { get; init; } = true;

    /// <summary>
    /// For one domain name, a Resolver rule of the VPC's Profile takes precedence over a zone of the VPC itself. It is documented that rules take
    /// precedence over zones, and the VPC's own resources over those of its Profile, but not which of the two applies when they differ.
    /// </summary>
    public bool ProfileRuleBeatsOwnZone { get; init; } = true;

    /// <summary>The error code for a second Profile in a VPC: the code of the service model whose description fits.</summary>
    public string SecondProfileCode { get; init; } = "ResourceExistsException";
}
