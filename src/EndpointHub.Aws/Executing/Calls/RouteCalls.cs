using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for routes. A route that exists with the same target counts as created. A route with another target is not changed.</summary>
internal static class RouteCalls
{
    public static async Task CreateAsync(CreateRoute step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.CreateRouteAsync(Request(step), call.CancellationToken);
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == "RouteAlreadyExists")
        {
            var present = await call.FindAsync(Pace.Visible, () => FindAsync(step, call));
            if (present is null)
                throw;
            if (present.Route.Target != step.Target)
                throw new StepFailure(Problems.RouteInTheWay(present.Table, present.Route, step.Target), mayHaveTakenEffect: false, refused);
        }
    }

    public static async Task DeleteAsync(DeleteRoute step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.DeleteRouteAsync(
                new Ec2.DeleteRouteRequest { RouteTableId = step.RouteTableId, DestinationCidrBlock = step.Destination.ToString() },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode == "InvalidRoute.NotFound")
        {
            // The resource is deleted already.
        }
    }

    private static Ec2.CreateRouteRequest Request(CreateRoute step)
    {
        var request = new Ec2.CreateRouteRequest { RouteTableId = step.RouteTableId, DestinationCidrBlock = step.Destination.ToString() };
        switch (step.Target.Kind)
        {
            case RouteTargetKind.Peering:
                request.VpcPeeringConnectionId = step.Target.Id;
                break;
            case RouteTargetKind.TransitGateway:
                request.TransitGatewayId = step.Target.Id;
                break;
            case RouteTargetKind.VpcEndpoint:
                request.VpcEndpointId = step.Target.Id;
                break;
            case RouteTargetKind.NatGateway:
                request.NatGatewayId = step.Target.Id;
                break;
            case RouteTargetKind.NetworkInterface:
                request.NetworkInterfaceId = step.Target.Id;
                break;
            case RouteTargetKind.Gateway:
                request.GatewayId = step.Target.Id;
                break;
            default:
                throw new NotSupportedException($"A route to {step.Target} is not supported.");
        }

        return request;
    }

    private static async Task<PresentRoute?> FindAsync(CreateRoute step, StepCall call)
    {
        var answer = await call.Apis.Ec2.DescribeRouteTablesAsync(
            new Ec2.DescribeRouteTablesRequest { RouteTableIds = [step.RouteTableId] },
            call.CancellationToken
        );
        var table = answer.RouteTables.All().Select(RouteTableReader.Map).FirstOrDefault();
        var route = table?.Routes.FirstOrDefault(present => present.Destination.Cidr == step.Destination);
        return table is null || route is null ? null : new PresentRoute(table, route);
    }

    private sealed record PresentRoute(RouteTable Table, Route Route);
}
