using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for route tables and their associations.</summary>
internal static class RouteTableCalls
{
    // The EC2 API reference's error codes contain both spellings.
    private static readonly string[] Unknown = ["InvalidRouteTableID.NotFound", "InvalidRouteTableId.NotFound"];

    public static async Task CreateAsync(CreateRouteTable step, StepCall call)
    {
        var table = await ClientToken.CreateAsync(
            step,
            Tagging.HubOf(step.Tags),
            call,
            async token =>
            {
                var answer = await call.Apis.Ec2.CreateRouteTableAsync(
                    new Ec2.CreateRouteTableRequest
                    {
                        VpcId = step.VpcId,
                        TagSpecifications = Tagging.Of(ResourceType.RouteTable, step.Tags),
                        ClientToken = token,
                    },
                    call.CancellationToken
                );
                return RouteTableReader.Map(answer.RouteTable!);
            },
            // A table has no state, and one that was just created may not be found yet.
            made => call.ExistsAsync(Pace.Appearing, () => FindAsync(step, present => present.Id == made.Id, call)),
            () => FindAsync(step, present => HubMark.Own(step.Tags).All(present.Tags.Contains), call)
        );
        call.Created = table.Id;
    }

    public static async Task DeleteAsync(DeleteRouteTable step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.DeleteRouteTableAsync(new Ec2.DeleteRouteTableRequest { RouteTableId = step.RouteTableId }, call.CancellationToken);
        }
        catch (AmazonServiceException gone) when (Unknown.Contains(gone.ErrorCode))
        {
            // The resource is deleted already.
        }
    }

    public static async Task AssociateAsync(AssociateRouteTable step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.AssociateRouteTableAsync(
                new Ec2.AssociateRouteTableRequest { RouteTableId = step.RouteTableId, SubnetId = step.SubnetId },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == "Resource.AlreadyAssociated")
        {
            if (!await call.ExistsAsync(Pace.Visible, () => AssociationAsync(step.RouteTableId, step.SubnetId, call)))
                throw;
        }
    }

    public static async Task DisassociateAsync(DisassociateRouteTable step, StepCall call)
    {
        if (await AssociationAsync(step.RouteTableId, step.SubnetId, call) is { } association)
        {
            await call.Apis.Ec2.DisassociateRouteTableAsync(
                new Ec2.DisassociateRouteTableRequest { AssociationId = association },
                call.CancellationToken
            );
        }
    }

    private static async Task<RouteTable?> FindAsync(CreateRouteTable step, Func<RouteTable, bool> isIt, StepCall call) =>
        (await RouteTableReader.ReadAsync(call.Apis, [step.VpcId], call.CancellationToken)).FirstOrDefault(isIt);

    private static async Task<string?> AssociationAsync(string tableId, string subnetId, StepCall call)
    {
        var answer = await call.Apis.Ec2.DescribeRouteTablesAsync(
            new Ec2.DescribeRouteTablesRequest { RouteTableIds = [tableId] },
            call.CancellationToken
        );
        return answer
            .RouteTables.All()
            .SelectMany(table => table.Associations.All())
            .FirstOrDefault(association => association.SubnetId == subnetId)
            ?.RouteTableAssociationId;
    }
}
