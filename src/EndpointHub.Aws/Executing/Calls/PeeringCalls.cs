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
/// The calls for VPC peering connections. EC2 has no client token for them, so a connection is searched for before it is requested. If two runs
/// request one at the same moment, the first request counts.
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
        // A request whose response was lost may still take effect.
        var present = call.IsRepeat ? await call.FindAsync(Pace.Visible, () => FindAsync(step, call)) : await FindAsync(step, call);
        if (present is not null)
        {
            call.Created = present.Id;
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
            call.Created = (await call.FindAsync(Pace.Visible, () => FindAsync(step, call)))?.Id;
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
                if (peering is not null && await FirstAsync(peering, call) is { } first)
                {
                    call.Replacement = first.Id;
                    await WithdrawAsync(peering, call);
                    return;
                }

                // Another run, or an interrupted one, may have requested it a moment ago, and AWS had not processed the request yet.
                var isPending = peering?.State is PeeringState.InitiatingRequest or PeeringState.PendingAcceptance;
                if (!isPending || call.Clock.GetUtcNow() - since >= Pace.Peering.Limit)
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

    // AWS accepts one connection between two VPCs. A connection that another run has accepted serves as well.
    private static Task<Peering?> FirstAsync(Peering other, StepCall call) =>
        FindAsync(
            other.Requester.VpcId,
            other.Accepter.VpcId,
            peering => peering.Id != other.Id && peering.State is PeeringState.Active or PeeringState.Provisioning,
            call
        );

    // The second request cannot be accepted any more. If it cannot be deleted, it expires after seven days.
    private static async Task WithdrawAsync(Peering second, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.DeleteVpcPeeringConnectionAsync(
                new Ec2.DeleteVpcPeeringConnectionRequest { VpcPeeringConnectionId = second.Id },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException)
        {
            // The spoke is connected, and the request is without effect.
        }
    }

    private static Task<Peering?> FindAsync(RequestPeering step, StepCall call) =>
        FindAsync(step.Requester.VpcId, step.Accepter.VpcId, static _ => true, call);

    private static async Task<Peering?> FindAsync(string vpcId, string otherVpcId, Func<Peering, bool> isIt, StepCall call) =>
        (await PeeringReader.ReadAsync(call.Apis, [vpcId], call.CancellationToken))
            .Where(peering => peering.Joins(vpcId, otherVpcId) && isIt(peering))
            .OrderByDescending(peering => peering.IsActive)
            .ThenBy(peering => peering.Id, StringComparer.Ordinal)
            .FirstOrDefault();
}
