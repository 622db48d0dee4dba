namespace EndpointHub.Inventory;

/// <summary>The reason why an endpoint cannot be moved to a hub. When several apply, one is reported.</summary>
public enum MoveBlocker
{
    /// <summary>There is none: a hub can replace the endpoint.</summary>
    None,

    /// <summary>A gateway endpoint is free and can be used in its own VPC only (VPC user guide, gateway endpoints).</summary>
    GatewayEndpoint,

    /// <summary>It is a Gateway Load Balancer, resource, service-network or tunnel endpoint.</summary>
    OtherEndpointType,

    /// <summary>It is part of a hub.</summary>
    AlreadyInHub,

    /// <summary>An AWS service created it and manages it.</summary>
    RequesterManaged,

    /// <summary>It is pending, was rejected or has failed.</summary>
    NotAvailable,

    /// <summary>It is in a hub's VPC without being part of the hub.</summary>
    InHubVpc,

    /// <summary>Its private DNS was never enabled, so that its clients use its own DNS name.</summary>
    PrivateDnsAlwaysOff,

    /// <summary>The ports of its service are not known.</summary>
    UnknownPorts,

    /// <summary>Private hosted zones do not work in its VPC.</summary>
    VpcDnsDisabled,

    /// <summary>Its VPC's CIDR blocks overlap those of the hub, or of another VPC that would share the hub.</summary>
    CidrOverlap,

    /// <summary>No hub has its service, and no other VPC could share a hub's endpoint for it.</summary>
    NothingToSave,

    /// <summary>GuardDuty uses it for Runtime Monitoring, charges nothing for it, and makes a removed one again.</summary>
    ManagedByGuardDuty,

    /// <summary>It leads to a service of another region. A hub's endpoints lead to their own region.</summary>
    CrossRegion,

    /// <summary>Another account pays for it, so that a hub's endpoint would add cost.</summary>
    PaidByOthers,
}
