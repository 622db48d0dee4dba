using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for endpoints.</summary>
internal static class EndpointCalls
{
    // Two codes are documented, and both occur (EC2 API reference, error codes). Terraform's provider accepts both.
    private static readonly string[] Unknown = ["InvalidVpcEndpointId.NotFound", "InvalidVpcEndpoint.NotFound"];

    // The errors while a zone of the same name is still associated with the VPC, or while the endpoint is still being modified.
    private static readonly string[] ZoneStillAssociated = ["InvalidParameter", "IncorrectState", "InvalidState"];

    private static readonly string[] StillChanging = ["IncorrectState", "InvalidState"];

    public static async Task CreateAsync(CreateEndpoint step, StepCall call)
    {
        var made = await CreateAsync(
            step,
            step.Tags,
            call,
            new Ec2.CreateVpcEndpointRequest
            {
                // The default type is Gateway, and the default of private DNS is on.
                VpcEndpointType = VpcEndpointType.Interface,
                PrivateDnsEnabled = step.PrivateNames.Count > 0,
                VpcId = step.VpcId,
                ServiceName = step.ServiceName,
                SubnetIds = [.. step.SubnetIds],

                // The SDK would serialize an empty list as an empty id.
                SecurityGroupIds = step.SecurityGroupIds.Count > 0 ? [.. step.SecurityGroupIds] : null,
                PolicyDocument = step.PolicyDocument,
                TagSpecifications = Tagging.Of(ResourceType.VpcEndpoint, step.Tags),
            }
        );
        call.Created = made.Id;
    }

    public static async Task CreateGatewayAsync(CreateGatewayEndpoint step, StepCall call)
    {
        var made = await CreateAsync(
            step,
            step.Tags,
            call,
            new Ec2.CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Gateway,
                VpcId = step.VpcId,
                ServiceName = step.ServiceName,
                RouteTableIds = step.RouteTableIds.Count > 0 ? [.. step.RouteTableIds] : null,
                PolicyDocument = step.PolicyDocument,
                TagSpecifications = Tagging.Of(ResourceType.VpcEndpoint, step.Tags),
            }
        );
        call.Created = made.Id;

        // Another run may have created it for fewer route tables.
        var missing = step.RouteTableIds.Where(id => !made.RouteTableIds.Contains(id)).ToList();
        if (missing.Count > 0)
            await AddRoutesAsync(made.Id, missing, call);
    }

    public static Task AddRoutesAsync(AddGatewayRoutes step, StepCall call) => AddRoutesAsync(step.EndpointId, [.. step.RouteTableIds], call);

    public static Task RemoveRoutesAsync(RemoveGatewayRoutes step, StepCall call) =>
        call.Apis.Ec2.ModifyVpcEndpointAsync(
            new Ec2.ModifyVpcEndpointRequest { VpcEndpointId = step.EndpointId, RemoveRouteTableIds = [.. step.RouteTableIds] },
            call.CancellationToken
        );

    public static async Task DeleteAsync(DeleteEndpoint step, StepCall call)
    {
        var refusal = await call.Deletions.DeleteAsync(step.Location, step.EndpointId, call.CancellationToken);
        if (refusal is not null && !Unknown.Contains(refusal.Code))
        {
            throw new StepFailure(
                Problems.CallRefused(step.EndpointId, step.Action.ToString(), refusal.Code ?? "no code", refusal.Message ?? ""),
                mayHaveTakenEffect: false
            );
        }
    }

    public static Task ModifyAsync(ModifyEndpoint step, StepCall call) =>
        call.WhileRefusedAsync(
            Pace.Endpoint,
            StillChanging,
            async () =>
            {
                try
                {
                    return await call.Apis.Ec2.ModifyVpcEndpointAsync(
                        new Ec2.ModifyVpcEndpointRequest
                        {
                            VpcEndpointId = step.EndpointId,
                            AddSubnetIds = step.AddedSubnetIds.Count > 0 ? [.. step.AddedSubnetIds] : null,
                            RemoveSubnetIds = step.RemovedSubnetIds.Count > 0 ? [.. step.RemovedSubnetIds] : null,
                            PolicyDocument = step.Policy?.Document,
                            ResetPolicy = step.Policy is { Document: null } ? true : null,
                        },
                        call.CancellationToken
                    );
                }
                catch (AmazonServiceException refused) when (refused.ErrorCode == "DuplicateSubnetsInSameZone")
                {
                    // Another run, or an earlier attempt whose response was lost, has added them. A modification applies as a whole or not at all.
                    var present = (await EndpointReader.FindAsync(call.Apis, [step.EndpointId], call.CancellationToken)).FirstOrDefault();
                    if (present is null || !step.AddedSubnetIds.All(present.SubnetIds.Contains))
                        throw;
                    return null;
                }
            }
        );

    public static Task SwitchOffAsync(DisablePrivateDns step, StepCall call) =>
        call.WhileRefusedAsync(Pace.Endpoint, StillChanging, () => SwitchAsync(step.EndpointId, on: false, call));

    public static Task SwitchOnAsync(EnablePrivateDns step, StepCall call) =>
        call.WhileRefusedAsync(Pace.ZoneGoing, ZoneStillAssociated, () => SwitchAsync(step.EndpointId, on: true, call));

    public static Task TagAsync(TagEndpoint step, StepCall call) =>
        call.Apis.Ec2.CreateTagsAsync(
            new Ec2.CreateTagsRequest { Resources = [step.EndpointId], Tags = Tagging.Of(ValueList.Of(step.Tag)) },
            call.CancellationToken
        );

    public static Task UntagAsync(UntagEndpoint step, StepCall call) =>
        call.Apis.Ec2.DeleteTagsAsync(
            new Ec2.DeleteTagsRequest { Resources = [step.EndpointId], Tags = [new Ec2.Tag { Key = step.TagKey }] },
            call.CancellationToken
        );

    private static async Task AddRoutesAsync(string endpointId, List<string> routeTableIds, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.ModifyVpcEndpointAsync(
                new Ec2.ModifyVpcEndpointRequest { VpcEndpointId = endpointId, AddRouteTableIds = routeTableIds },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is "RouteAlreadyExists" or "InvalidParameter")
        {
            // Another run, or an earlier attempt whose response was lost, has created the routes. AWS refuses a repeated call with one of these
            // codes.
            var present = (await EndpointReader.FindAsync(call.Apis, [endpointId], call.CancellationToken)).FirstOrDefault();
            if (present is null || !routeTableIds.All(present.RouteTableIds.Contains))
                throw;
        }
    }

    private static Task<Endpoint> CreateAsync(Step step, ValueList<Tag> tags, StepCall call, Ec2.CreateVpcEndpointRequest request) =>
        ClientToken.CreateAsync(
            step,
            Tagging.HubOf(tags),
            call,
            async token =>
            {
                request.ClientToken = token;
                var answer = await call.Apis.Ec2.CreateVpcEndpointAsync(request, call.CancellationToken);
                return EndpointReader.Map(answer.VpcEndpoint!);
            },
            endpoint => Task.FromResult(endpoint.IsAlive),
            async () =>
                (await EndpointReader.ReadAsync(call.Apis, [request.VpcId], call.CancellationToken)).FirstOrDefault(endpoint =>
                    endpoint.IsAlive
                    && endpoint.ServiceName == request.ServiceName
                    && (endpoint.Kind == EndpointKind.Gateway) == (request.VpcEndpointType == VpcEndpointType.Gateway)
                    && Tagging.IsOf(endpoint, tags)
                )
        );

    private static Task<Ec2.ModifyVpcEndpointResponse> SwitchAsync(string endpointId, bool on, StepCall call) =>
        call.Apis.Ec2.ModifyVpcEndpointAsync(
            new Ec2.ModifyVpcEndpointRequest { VpcEndpointId = endpointId, PrivateDnsEnabled = on },
            call.CancellationToken
        );
}
