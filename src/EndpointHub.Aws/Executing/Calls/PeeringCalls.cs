using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>
/// The calls for VPC peering connections. EC2 has no client token for them, so a request whose response was lost is searched for before it is
/// repeated.
/// </summary>
internal static class PeeringCalls
{
    private const string AlreadyExists = "VpcPeeringConnectionAlreadyExists";
    private const string WrongState = "InvalidStateTransition";

    // A VPC can have 25 outstanding requests. This plan accepts them, so the quota frees up.
    private static readonly string[] TooManyOutstanding = ["OutstandingVpcPeeringConnectionLimitExceeded"];

    // The error reference has ID, and other sources have Id.
    private static readonly string[] Unknown = ["InvalidVpcPeeringConnectionID.NotFound", "InvalidVpcPeeringConnectionId.NotFound"];

    public static async Task RequestAsync(RequestPeering step, StepCall call)
    {
        if (call.IsRepeat && await FindAsync(step, call) is { } made)
        {
            call.Created = made.Id;
            return;
        }

        try
        {
            var answer = await call.WhileRefusedAsync(
                Pace.Peering,
                TooManyOutstanding,
                () =>
                    call.Apis.Ec2.CreateVpcPeeringConnectionAsync(
                        new Ec2.CreateVpcPeeringConnectionRequest
                        {
                            VpcId = step.Requester.VpcId,
                            PeerVpcId = step.Accepter.VpcId,
                            PeerOwnerId = step.Accepter.Location.AccountId,
                            PeerRegion = step.Accepter.Location.Region,
                            TagSpecifications = Tagging.Of(ResourceType.VpcPeeringConnection, step.Tags),
                        },
                        call.CancellationToken
                    )
            );
            call.Created = answer.VpcPeeringConnection!.VpcPeeringConnectionId;
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == AlreadyExists)
        {
            call.Created = (await FindAsync(step, call))?.Id;
            if (call.Created is null)
                throw;
        }
    }

    public static async Task AcceptAsync(AcceptPeering step, StepCall call)
    {
        var since = call.Clock.GetUtcNow();
        while (true)
        {
            try
            {
                await call.Apis.Ec2.AcceptVpcPeeringConnectionAsync(
                    new Ec2.AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = step.PeeringId },
                    call.CancellationToken
                );
                return;
            }
            catch (AmazonServiceException refused) when (refused.ErrorCode is WrongState or AlreadyExists)
            {
                var peering = await PeeringReader.FindAsync(call.Apis, step.PeeringId, call.CancellationToken);
                if (peering?.State is PeeringState.Active or PeeringState.Provisioning)
                    return;

                // An interrupted run may have requested it a moment ago, and AWS has not processed the request yet.
                if (peering?.State != PeeringState.InitiatingRequest || call.Clock.GetUtcNow() - since >= Pace.Peering.Limit)
                    throw;
            }

            await call.Clock.DelayAsync(Pace.Peering.Interval, call.CancellationToken);
        }
    }

    public static async Task DeleteAsync(DeletePeering step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.DeleteVpcPeeringConnectionAsync(
                new Ec2.DeleteVpcPeeringConnectionRequest { VpcPeeringConnectionId = step.PeeringId },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException gone) when (Unknown.Contains(gone.ErrorCode))
        {
            // The resource is deleted already.
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == WrongState)
        {
            if (await PeeringReader.FindAsync(call.Apis, step.PeeringId, call.CancellationToken) is { IsAlive: true })
                throw;
        }
    }

    private static async Task<Peering?> FindAsync(RequestPeering step, StepCall call) =>
        (await PeeringReader.ReadAsync(call.Apis, [step.Requester.VpcId], call.CancellationToken)).FirstOrDefault(peering =>
            peering.Joins(step.Requester.VpcId, step.Accepter.VpcId)
        );
}
