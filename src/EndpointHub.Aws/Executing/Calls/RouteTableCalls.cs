using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Reading;
using EndpointHub.Planning.Steps;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for route tables and their associations.</summary>
internal static class RouteTableCalls
{
    // The EC2 API reference's error codes contain both spellings.
    private static readonly string[] Unknown = ["InvalidRouteTableID.NotFound", "InvalidRouteTableId.NotFound"];

    public static async Task CreateAsync(CreateRouteTable step, StepCall call)
    {
        var answer = await call.Apis.Ec2.CreateRouteTableAsync(
            new Ec2.CreateRouteTableRequest
            {
                VpcId = step.VpcId,
                TagSpecifications = Tagging.Of(ResourceType.RouteTable, step.Tags),
                ClientToken = call.Token,
            },
            call.CancellationToken
        );
        call.Created = answer.RouteTable!.RouteTableId;
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
            if (await AssociationAsync(step.RouteTableId, step.SubnetId, call) is null)
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
