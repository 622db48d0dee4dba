namespace EndpointHub.Inventory;

/// <summary>Why an endpoint stays where it is: a closed set, the first that holds is told.</summary>
public enum MoveBlocker
{
    /// <summary>Nothing: a hub can take its place.</summary>
    None,

    /// <summary>A gateway endpoint: free, and of use in its own VPC only (VPC user guide, gateway endpoints).</summary>
    GatewayEndpoint,

    /// <summary>A Gateway Load Balancer, resource or service-network endpoint.</summary>
    OtherEndpointType,

    /// <summary>It is a hub's own.</summary>
    AlreadyInHub,

    /// <summary>A service made it and manages it.</summary>
    RequesterManaged,

    /// <summary>It is being made, was refused or has failed.</summary>
    NotAvailable,

    /// <summary>It stands in a hub's VPC without being the hub's.</summary>
    InHubVpc,

    /// <summary>Its private DNS was off before anybody moved it, so that its clients call it by its own name.</summary>
    PrivateDnsAlwaysOff,

    /// <summary>Which ports its service answers on is not known.</summary>
    UnknownPorts,

    /// <summary>Private zones cannot answer in its VPC.</summary>
    VpcDnsDisabled,

    /// <summary>Its VPC's addresses overlap those of the hub, or of another VPC that a hub would be shared with.</summary>
    CidrOverlap,

    /// <summary>No hub has its service, and no other VPC could share a hub's endpoint for it.</summary>
    NothingToSave,
}
