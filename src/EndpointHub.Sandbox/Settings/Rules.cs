namespace EndpointHub.Sandbox.Settings;

/// <summary>Rules that could not be verified against AWS (marked [?] in the semantics), each with the assumption made.</summary>
public sealed record Rules
{
    /// <summary>A name that exists without a record of the type asked for answers NXDOMAIN as documented; false: an empty answer, as resolvers do.</summary>
    public bool WrongTypeIsNxDomain { get; init; } = true;

    /// <summary>CreateRoute of a route that exists with the same target succeeds instead of <c>RouteAlreadyExists</c>.</summary>
    public bool IdenticalRouteSucceeds { get; init; }

    /// <summary>A route to a peering that is not active, or gone, shows <c>blackhole</c> and still wins by its prefix.</summary>
    public bool DeadPeeringRouteIsBlackhole { get; init; } = true;

    /// <summary>An equal security group rule with another description is a duplicate.</summary>
    public bool DescriptionMakesNoNewRule { get; init; } = true;

    /// <summary>The one of two codes seen for a second gateway endpoint of a service in a route table.</summary>
    public string GatewayRouteExistsCode { get; init; } = "RouteAlreadyExists";

    /// <summary>The one of two codes in DeleteVpcEndpoints' Unsuccessful list.</summary>
    public string EndpointNotFoundOnDelete { get; init; } = "InvalidVpcEndpoint.NotFound";

    /// <summary>Who ListHostedZonesByVPC names as the owner of an endpoint's zones.</summary>
    public string ManagedZoneOwner { get; init; } = "vpce.amazonaws.com";

    /// <summary>A second peering request between the same VPCs fails at Create rather than at Accept.</summary>
    public bool PeeringTwiceFailsAtCreate { get; init; } = true;

    /// <summary>The HTTP status of DryRunOperation.</summary>
    public int DryRunStatus { get; init; } = 412;

    /// <summary>
    /// A refused change batch comes in an <c>InvalidChangeBatch</c> element of its own, as older documents show it, and botocore then finds no
    /// code; false: as every other error, which is how boto3 and the AWS CLI are seen to report it.
    /// </summary>
    public bool ChangeBatchHasItsOwnEnvelope { get; init; }

    /// <summary>VPCs that a private zone may be associated with.</summary>
    public int VpcsPerZone { get; init; } = 300;

    /// <summary>Peerings that a VPC may have active; AWS raises it to 125 on request. That Accept is what it refuses is an assumption.</summary>
    public int ActivePeeringsPerVpc { get; init; } = 50;

    /// <summary>Requests that an account may have waiting for acceptance, adjustable too; counted in a Region.</summary>
    public int OutstandingPeerings { get; init; } = 25;

    /// <summary>Resource Access Manager is not here: every Transit Gateway counts as shared with every account; false: with none.</summary>
    public bool TransitGatewaysAreShared { get; init; } = true;

    /// <summary>
    /// Nor is it for Resolver rules, DNS Firewall rule groups and Profiles: nobody sees another account's; true: all accounts see those of a Region, and
    /// may associate their VPCs.
    /// </summary>
    public bool ResolverResourcesAreShared { get; init; }

    /// <summary>A Resolver rule that a Profile holds cannot be deleted: the page of DeleteResolverRule speaks of VPCs alone.</summary>
    public bool ProfileKeepsItsRules { get; init; } = true;

    /// <summary>
    /// Of one name, a rule that comes by a Profile goes before a zone of the VPC's own. That rules go before zones is documented, and that the
    /// VPC's own goes before what a Profile brings, but not which of the two decides where they differ.
    /// </summary>
    public bool ProfileRuleBeatsOwnZone { get; init; } = true;

    /// <summary>The code for a second Profile in a VPC: the one of the model's whose description fits.</summary>
    public string SecondProfileCode { get; init; } = "ResourceExistsException";
}
