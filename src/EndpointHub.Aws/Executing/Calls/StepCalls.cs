using EndpointHub.Planning;
using EndpointHub.Planning.Steps;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>Which call each kind of step is.</summary>
internal static class StepCalls
{
    /// <summary>Makes a step's call.</summary>
    /// <param name="step">The step, its ids real.</param>
    /// <param name="call">The attempt.</param>
    /// <returns>A task that ends with AWS's answer.</returns>
    public static Task MakeAsync(Step step, StepCall call) => step switch
    {
        CreateEndpoint create => EndpointCalls.CreateAsync(create, call),
        CreateGatewayEndpoint create => EndpointCalls.CreateGatewayAsync(create, call),
        AddGatewayRoutes add => EndpointCalls.AddRoutesAsync(add, call),
        RemoveGatewayRoutes remove => EndpointCalls.RemoveRoutesAsync(remove, call),
        DeleteEndpoint delete => EndpointCalls.DeleteAsync(delete, call),
        DisablePrivateDns off => EndpointCalls.SwitchOffAsync(off, call),
        EnablePrivateDns on => EndpointCalls.SwitchOnAsync(on, call),
        ModifyEndpoint modify => EndpointCalls.ModifyAsync(modify, call),
        TagEndpoint tag => EndpointCalls.TagAsync(tag, call),
        UntagEndpoint untag => EndpointCalls.UntagAsync(untag, call),
        RequestPeering request => PeeringCalls.RequestAsync(request, call),
        AcceptPeering accept => PeeringCalls.AcceptAsync(accept, call),
        DeletePeering delete => PeeringCalls.DeleteAsync(delete, call),
        CreateRoute create => RouteCalls.CreateAsync(create, call),
        DeleteRoute delete => RouteCalls.DeleteAsync(delete, call),
        CreateSubnet create => SubnetCalls.CreateAsync(create, call),
        DeleteSubnet delete => SubnetCalls.DeleteAsync(delete, call),
        CreateRouteTable create => RouteTableCalls.CreateAsync(create, call),
        DeleteRouteTable delete => RouteTableCalls.DeleteAsync(delete, call),
        AssociateRouteTable associate => RouteTableCalls.AssociateAsync(associate, call),
        DisassociateRouteTable disassociate => RouteTableCalls.DisassociateAsync(disassociate, call),
        CreateSecurityGroup create => SecurityGroupCalls.CreateAsync(create, call),
        DeleteSecurityGroup delete => SecurityGroupCalls.DeleteAsync(delete, call),
        AllowIngress allow => SecurityGroupCalls.AllowAsync(allow, call),
        RevokeIngress revoke => SecurityGroupCalls.RevokeAsync(revoke, call),
        CreateZone create => ZoneCalls.CreateAsync(create, call),
        DeleteZone delete => ZoneCalls.DeleteAsync(delete, call),
        ChangeRecords change => ZoneCalls.ChangeAsync(change, call),
        AssociateZone associate => ZoneCalls.AssociateAsync(associate, call),
        DisassociateZone disassociate => ZoneCalls.DisassociateAsync(disassociate, call),
        _ => throw new NotSupportedException($"No call is known for {step.GetType().Name}."),
    };
}
