using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>VPC peering connections. A request with wrong contents does not raise an error; the peering gets the status <c>failed</c>.</summary>
internal sealed class Peerings(Call call) : Handler(call)
{
    private static readonly TimeSpan RequestLives = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortlyVisible = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongVisible = TimeSpan.FromDays(2);

    internal static readonly FilterSet<VpcPeeringConnection> Filters = new(p => p.Tags)
    {
        { "accepter-vpc-info.cidr-block", p => p.AccepterVpcInfo?.CidrBlockSet.Select(c => c.Cidr) },
        { "accepter-vpc-info.owner-id", p => p.AccepterVpcInfo?.OwnerId },
        { "accepter-vpc-info.vpc-id", p => p.AccepterVpcInfo?.VpcId },
        { "requester-vpc-info.cidr-block", p => p.RequesterVpcInfo?.CidrBlockSet.Select(c => c.Cidr) },
        { "requester-vpc-info.owner-id", p => p.RequesterVpcInfo?.OwnerId },
        { "requester-vpc-info.vpc-id", p => p.RequesterVpcInfo?.VpcId },
        { "status-code", p => p.Status?.Code },
        { "status-message", p => p.Status?.Message },
        { "vpc-peering-connection-id", p => p.VpcPeeringConnectionId },
    };

    internal static bool Touches(VpcPeeringConnection peering, string vpcId) =>
        peering.RequesterVpcInfo!.VpcId == vpcId || peering.AccepterVpcInfo!.VpcId == vpcId;

    /// <summary>Returns true for a peering that is active or can still become active.</summary>
    internal static bool IsOpen(VpcPeeringConnection peering) =>
        peering.Status!.Code is "initiating-request" or "pending-acceptance" or "provisioning" or "active";

    internal static void Close(World world, VpcPeeringConnection peering, string account)
    {
        void Delete()
        {
            peering.Status = new() { Code = "deleted", Message = $"Deleted by {account}" };
            world.Scheduler.After(ShortlyVisible, () => world.Peerings.Remove(peering.VpcPeeringConnectionId!));
        }

        if (peering.RequesterVpcInfo!.Region == peering.AccepterVpcInfo!.Region)
        {
            Delete();
            return;
        }

        peering.Status = new() { Code = "deleting", Message = $"Deleting by {account}" };
        world.After(world.Options.Durations.PeeringProvisioned, Delete);
    }

    public CreateVpcPeeringConnectionResponse CreateVpcPeeringConnection(
        string vpcId,
        string? peerVpcId,
        string? peerOwnerId,
        string? peerRegion,
        List<TagSpecification> tagSpecifications
    )
    {
        var vpc = Net.Vpcs.Get(vpcId);
        if (peerVpcId is null)
            throw AwsException.Missing("peerVpcId");
        if (peerRegion is not null && !Regions.Exists(peerRegion))
            throw AwsException.InvalidValue("peerRegion", peerRegion);
        TagStore.Check("vpc-peering-connection", tagSpecifications);
        if (Rules.PeeringTwiceFailsAtCreate)
            RefuseSecond(vpcId, peerVpcId, except: null);
        if (
            World.Peerings.All.Count(p =>
                p.Status!.Code is "initiating-request" or "pending-acceptance"
                && p.RequesterVpcInfo!.OwnerId == Account
                && p.RequesterVpcInfo.Region == Region
            ) >= Rules.OutstandingPeerings
        )
        {
            throw new AwsException(
                "OutstandingVpcPeeringConnectionLimitExceeded",
                "The maximum number of outstanding VPC peering connection requests has been reached."
            );
        }

        var id = Ids.Resource("pcx");
        var peering = new VpcPeeringConnection
        {
            VpcPeeringConnectionId = id,
            ExpirationTime = World.Now + RequestLives,
            Status = new() { Code = "initiating-request", Message = $"Initiating Request to {peerOwnerId ?? Account}" },
            RequesterVpcInfo = Info(vpc, Region),
            AccepterVpcInfo = new()
            {
                VpcId = peerVpcId,
                OwnerId = peerOwnerId ?? Account,
                Region = peerRegion ?? Region,
            },
        };
        World.Peerings.Add(id, peering);
        Net.Tags.Born(id, "vpc-peering-connection", tagSpecifications);
        World.After(Durations.PeeringRequested, () => Examine(peering));
        World.Scheduler.After(
            RequestLives,
            () =>
            {
                if (peering.Status.Code == "pending-acceptance")
                    Forget(peering, "expired", $"Expired on {peering.ExpirationTime:u}", LongVisible);
            }
        );
        return new() { VpcPeeringConnection = Seen(peering) };
    }

    public AcceptVpcPeeringConnectionResponse AcceptVpcPeeringConnection(string vpcPeeringConnectionId)
    {
        var peering = Mine(vpcPeeringConnectionId);
        if (peering.AccepterVpcInfo!.OwnerId != Account || peering.AccepterVpcInfo.Region != Region)
            throw new AwsException("OperationNotPermitted", $"User {Account} cannot accept peering {vpcPeeringConnectionId}");
        Require(peering, "pending-acceptance");
        RefuseSecond(peering.RequesterVpcInfo!.VpcId!, peering.AccepterVpcInfo.VpcId!, peering);
        foreach (var vpcId in new[] { peering.RequesterVpcInfo.VpcId!, peering.AccepterVpcInfo.VpcId! })
            RefuseFull(vpcId);
        peering.Status = new() { Code = "provisioning", Message = "Provisioning" };
        World.After(
            Durations.PeeringProvisioned,
            () =>
            {
                if (peering.Status.Code == "provisioning")
                    peering.Status = new() { Code = "active", Message = "Active" };
            }
        );
        return new() { VpcPeeringConnection = Seen(peering) };
    }

    public RejectVpcPeeringConnectionResponse RejectVpcPeeringConnection(string vpcPeeringConnectionId)
    {
        var peering = Mine(vpcPeeringConnectionId);
        Require(peering, "pending-acceptance");
        var (from, to) = (peering.RequesterVpcInfo!, peering.AccepterVpcInfo!);
        if (to.OwnerId != Account)
            throw new AwsException("OperationNotPermitted", $"User {Account} cannot reject peering {vpcPeeringConnectionId}");
        Forget(peering, "rejected", $"Rejected by {Account}", from.OwnerId == Account ? ShortlyVisible : LongVisible);
        peering.HiddenFromAccepterAt = World.Now + ShortlyVisible;
        return new() { Return = true };
    }

    public DeleteVpcPeeringConnectionResponse DeleteVpcPeeringConnection(string vpcPeeringConnectionId)
    {
        var peering = Mine(vpcPeeringConnectionId);
        Require(peering, "pending-acceptance", "active", "provisioning");
        if (peering.Status!.Code == "pending-acceptance" && peering.RequesterVpcInfo!.OwnerId != Account)
            throw new AwsException("OperationNotPermitted", $"User {Account} cannot delete peering {vpcPeeringConnectionId}");
        Close(World, peering, Account);
        return new() { Return = true };
    }

    public DescribeVpcPeeringConnectionsResponse DescribeVpcPeeringConnections(
        List<Filter> filters,
        List<string> vpcPeeringConnectionIds,
        int? maxResults,
        string? nextToken
    )
    {
        var mine = vpcPeeringConnectionIds.Count > 0 ? vpcPeeringConnectionIds.Distinct().Select(Mine) : World.Peerings.All.Where(IsMine);
        return new()
        {
            VpcPeeringConnections = Filters.Apply(mine.Select(Seen).ToList(), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };
    }

    public ModifyVpcPeeringConnectionOptionsResponse ModifyVpcPeeringConnectionOptions(
        string vpcPeeringConnectionId,
        PeeringConnectionOptionsRequest? accepterPeeringConnectionOptions,
        PeeringConnectionOptionsRequest? requesterPeeringConnectionOptions
    )
    {
        var peering = Mine(vpcPeeringConnectionId);
        Require(peering, "active");
        CheckCanChange(peering.AccepterVpcInfo!, accepterPeeringConnectionOptions);
        CheckCanChange(peering.RequesterVpcInfo!, requesterPeeringConnectionOptions);
        return new()
        {
            AccepterPeeringConnectionOptions = Change(peering.AccepterVpcInfo!, accepterPeeringConnectionOptions),
            RequesterPeeringConnectionOptions = Change(peering.RequesterVpcInfo!, requesterPeeringConnectionOptions),
        };
    }

    private static VpcPeeringConnectionVpcInfo Info(Vpc vpc, string region) =>
        new()
        {
            VpcId = vpc.VpcId,
            OwnerId = vpc.OwnerId,
            Region = region,
            CidrBlock = vpc.CidrBlock,
            CidrBlockSet = [.. vpc.Blocks.Select(b => new CidrBlock { Cidr = b })],
            Ipv6CidrBlockSet = [.. vpc.Ipv6Blocks.Select(b => new Ipv6CidrBlock { Value = b })],
            PeeringOptions = new()
            {
                AllowDnsResolutionFromRemoteVpc = false,
                AllowEgressFromLocalClassicLinkToRemoteVpc = false,
                AllowEgressFromLocalVpcToRemoteClassicLink = false,
            },
        };

    private static void Require(VpcPeeringConnection peering, params string[] states)
    {
        if (!states.Contains(peering.Status!.Code))
        {
            throw new AwsException(
                "InvalidStateTransition",
                $"Invalid state transition for {peering.VpcPeeringConnectionId}, attempted to transition from {peering.Status.Code}"
            );
        }
    }

    /// <summary>
    /// Makes a request pending for the accepter, or failed: one message covers a wrong id, account or Region and overlapping blocks.
    /// </summary>
    private void Examine(VpcPeeringConnection peering)
    {
        if (peering.Status!.Code != "initiating-request")
            return;
        var (from, to) = (peering.RequesterVpcInfo!, peering.AccepterVpcInfo!);
        var mine = World.Network(from.OwnerId!, from.Region!).Vpcs.Find(from.VpcId);
        var other = World.Network(to.OwnerId!, to.Region!).Vpcs.Find(to.VpcId);
        if (
            mine is null
            || other is null
            || mine == other
            || Cidr.AnyOverlap(mine.Blocks, other.Blocks)
            || Cidr.AnyOverlap(mine.Ipv6Blocks, other.Ipv6Blocks)
        )
        {
            Forget(peering, "failed", "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range", ShortlyVisible);
            return;
        }

        peering.AccepterVpcInfo = Info(other, to.Region!);
        peering.Status = new() { Code = "pending-acceptance", Message = $"Pending Acceptance by {to.OwnerId}" };
    }

    private void Forget(VpcPeeringConnection peering, string code, string message, TimeSpan visible)
    {
        peering.Status = new() { Code = code, Message = message };
        World.Scheduler.After(visible, () => World.Peerings.Remove(peering.VpcPeeringConnectionId!));
    }

    private void RefuseSecond(string one, string other, VpcPeeringConnection? except)
    {
        if (World.Peerings.All.Any(p => p != except && p.Status!.Code is "active" or "provisioning" && Touches(p, one) && Touches(p, other)))
            throw new AwsException("VpcPeeringConnectionAlreadyExists", $"A VPC peering connection between {one} and {other} already exists");
    }

    private void RefuseFull(string vpcId)
    {
        if (World.Peerings.All.Count(p => p.Status!.Code is "active" or "provisioning" && Touches(p, vpcId)) >= Rules.ActivePeeringsPerVpc)
        {
            throw new AwsException(
                "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
                $"The maximum number of active VPC peering connections for {vpcId} has been reached."
            );
        }
    }

    private bool IsMine(VpcPeeringConnection p) =>
        (p.RequesterVpcInfo!.OwnerId == Account && p.RequesterVpcInfo.Region == Region)
        || (IsArrived(p) && p.AccepterVpcInfo!.OwnerId == Account && p.AccepterVpcInfo.Region == Region);

    /// <summary>Returns true if the accepter sees the request; a failed one is never visible to the accepter.</summary>
    private bool IsArrived(VpcPeeringConnection p) =>
        p.Status!.Code is not ("initiating-request" or "failed") && !(p.HiddenFromAccepterAt <= World.Now);

    private VpcPeeringConnection Mine(string id) => World.Peerings.Find(id) is { } p && IsMine(p) ? p : throw World.Peerings.NotFound(id);

    /// <summary>
    /// Returns a copy as the caller sees it: with the caller's own tags, and with the other side's CIDR blocks only while the peering is active.
    /// </summary>
    private VpcPeeringConnection Seen(VpcPeeringConnection peering)
    {
        var seen = peering.Clone();
        seen.Tags = Net.Tags.Of(peering.VpcPeeringConnectionId!);
        if (seen.Status!.Code != "active")
        {
            var other =
                seen.RequesterVpcInfo!.OwnerId == Account && seen.RequesterVpcInfo.Region == Region ? seen.AccepterVpcInfo! : seen.RequesterVpcInfo!;
            (other.CidrBlock, other.CidrBlockSet, other.Ipv6CidrBlockSet, other.PeeringOptions) = (null, [], [], null);
        }

        if (seen.Status.Code != "pending-acceptance")
            seen.ExpirationTime = null;
        return seen;
    }

    private void CheckCanChange(VpcPeeringConnectionVpcInfo side, PeeringConnectionOptionsRequest? wanted)
    {
        if (wanted is null)
            return;
        if (side.OwnerId != Account)
            throw new AwsException("OperationNotPermitted", $"User {Account} cannot modify the options of {side.OwnerId}");
        if (wanted.AllowEgressFromLocalClassicLinkToRemoteVpc == true || wanted.AllowEgressFromLocalVpcToRemoteClassicLink == true)
            throw AwsException.Unsupported("ClassicLink");
        if (
            wanted.AllowDnsResolutionFromRemoteVpc == true
            && World.Network(side.OwnerId!, side.Region!).Vpcs.Find(side.VpcId)?.EnableDnsHostnames != true
        )
        {
            throw new AwsException("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled", $"The VPC {side.VpcId} has DNS hostnames disabled.");
        }
    }

    private static PeeringConnectionOptions? Change(VpcPeeringConnectionVpcInfo side, PeeringConnectionOptionsRequest? wanted)
    {
        if (wanted is null)
            return null;
        side.PeeringOptions!.AllowDnsResolutionFromRemoteVpc =
            wanted.AllowDnsResolutionFromRemoteVpc ?? side.PeeringOptions.AllowDnsResolutionFromRemoteVpc;
        return new() { AllowDnsResolutionFromRemoteVpc = side.PeeringOptions.AllowDnsResolutionFromRemoteVpc };
    }
}
