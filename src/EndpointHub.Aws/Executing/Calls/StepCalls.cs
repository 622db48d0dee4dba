using EndpointHub.Planning;
using EndpointHub.Planning.Steps;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>Maps each kind of step to its API call.</summary>
internal static class StepCalls
{
    private static readonly Dictionary<Type, Func<Step, StepCall, Task>> Calls = new[]
    {
        Of<CreateEndpoint>(EndpointCalls.CreateAsync),
        Of<CreateGatewayEndpoint>(EndpointCalls.CreateGatewayAsync),
        Of<AddGatewayRoutes>(EndpointCalls.AddRoutesAsync),
        Of<RemoveGatewayRoutes>(EndpointCalls.RemoveRoutesAsync),
        Of<DeleteEndpoint>(EndpointCalls.DeleteAsync),
        Of<DisablePrivateDns>(EndpointCalls.SwitchOffAsync),
        Of<EnablePrivateDns>(EndpointCalls.SwitchOnAsync),
        Of<ModifyEndpoint>(EndpointCalls.ModifyAsync),
        Of<TagEndpoint>(EndpointCalls.TagAsync),
        Of<UntagEndpoint>(EndpointCalls.UntagAsync),
        Of<TagResource>(TagCalls.TagAsync),
        Of<UntagResource>(TagCalls.UntagAsync),
        Of<RequestPeering>(PeeringCalls.RequestAsync),
        Of<AcceptPeering>(PeeringCalls.AcceptAsync),
        Of<DeletePeering>(PeeringCalls.DeleteAsync),
        Of<CreateRoute>(RouteCalls.CreateAsync),
        Of<DeleteRoute>(RouteCalls.DeleteAsync),
        Of<CreateSubnet>(SubnetCalls.CreateAsync),
        Of<DeleteSubnet>(SubnetCalls.DeleteAsync),
        Of<CreateRouteTable>(RouteTableCalls.CreateAsync),
        Of<DeleteRouteTable>(RouteTableCalls.DeleteAsync),
        Of<AssociateRouteTable>(RouteTableCalls.AssociateAsync),
        Of<DisassociateRouteTable>(RouteTableCalls.DisassociateAsync),
        Of<CreateSecurityGroup>(SecurityGroupCalls.CreateAsync),
        Of<DeleteSecurityGroup>(SecurityGroupCalls.DeleteAsync),
        Of<AllowIngress>(SecurityGroupCalls.AllowAsync),
        Of<RevokeIngress>(SecurityGroupCalls.RevokeAsync),
        Of<CreateZone>(ZoneCalls.CreateAsync),
        Of<DeleteZone>(ZoneCalls.DeleteAsync),
        Of<ChangeRecords>(ZoneCalls.ChangeAsync),
        Of<TagZone>(TagCalls.TagAsync),
        Of<UntagZone>(TagCalls.UntagAsync),
        Of<AssociateZone>(ZoneCalls.AssociateAsync),
        Of<DisassociateZone>(ZoneCalls.DisassociateAsync),
    }.ToDictionary(call => call.Kind, call => call.Make);

    /// <summary>Gets the kinds of steps that have a call.</summary>
    public static IReadOnlyCollection<Type> Kinds => Calls.Keys;

    /// <summary>Makes a step's call.</summary>
    /// <param name="step">The step with real ids.</param>
    /// <param name="call">The attempt.</param>
    /// <returns>A task that completes with AWS's response.</returns>
    public static Task MakeAsync(Step step, StepCall call) => Calls[step.GetType()](step, call);

    private static (Type Kind, Func<Step, StepCall, Task> Make) Of<T>(Func<T, StepCall, Task> make)
        where T : Step => (typeof(T), (step, call) => make((T)step, call));
}
