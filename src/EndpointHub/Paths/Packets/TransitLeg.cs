using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// The part of a way that leads through a Transit Gateway: out by the attachment of the VPC that packets leave, along the table that it is
/// associated with, in by the attachment of the VPC that they are for, and from there by that VPC's own routes.
/// </summary>
internal sealed class TransitLeg(PathIndex index, string gatewayId, PacketFlow flow)
{
    private readonly TransitGatewayAttachment? _leaving = index.AttachmentOf(gatewayId, flow.From.Id);
    private readonly TransitGatewayAttachment? _arriving = index.AttachmentOf(gatewayId, flow.To.Id);

    /// <summary>Judges the leg.</summary>
    public void Follow(PacketRoute way)
    {
        way.TakesTransitGateway = true;
        way.Cross(flow.Origin, isEgress: true);
        if (index.Snapshot.TransitGateways.Find(gatewayId) is not { } gateway)
        {
            way.Add(Attachment(PacketFindings.NotRead(gatewayId, "is a Transit Gateway that"), attachment: null));
            return;
        }

        Leave(way);
        if (_leaving is { } leaving)
            way.Add(TransitRoutes.Evaluate(index, gateway, leaving, _arriving, flow));
        Arrive(way);
    }

    private void Leave(PacketRoute way)
    {
        if (_leaving is not { } leaving)
        {
            way.Add(Attachment(TransitFindings.NotAttached(index, gatewayId, flow.From), attachment: null));
            return;
        }

        // Only the zone's own interface takes packets from a zone (Transit Gateways guide, VPC attachments). The attachment subnet's network
        // ACL sees them come in, from its own subnet too, and does not see them go out (Transit Gateways guide, network ACLs).
        var exit = index.SubnetsOf(leaving).Find(flow.Origin.SharesZoneWith);
        way.Add(Attachment(
            !leaving.Passes ? TransitFindings.BadState(leaving) : exit is null ? TransitFindings.NotInZone(index, leaving, flow.Origin) : null, leaving));
        if (exit is not null)
            way.Cross(exit, isEgress: false);
    }

    private void Arrive(PacketRoute way)
    {
        if (_arriving is not { } arriving)
        {
            way.Add(Attachment(TransitFindings.NotAttached(index, gatewayId, flow.To), attachment: null));
            return;
        }

        var entrances = Entrances(arriving);
        way.Add(Attachment(
            !arriving.Passes ? TransitFindings.BadState(arriving)
            : entrances.Count == 0 ? PacketFindings.NotRead(arriving.Id, "has subnets that") : null,
            arriving));
        foreach (var entrance in entrances)
            RouteLeg.Follow(index, flow with { Origin = entrance, From = flow.To }, way);
    }

    /// <summary>
    /// The subnets that packets may arrive in. They stay in the zone that they come from where the VPC is attached there; in appliance mode
    /// they may as well arrive in their destination's; and where it is attached in neither, in any (Transit Gateways guide, Availability Zones
    /// and appliance mode).
    /// </summary>
    private List<Subnet> Entrances(TransitGatewayAttachment arriving)
    {
        var all = index.SubnetsOf(arriving);
        var near = all.FindAll(subnet => subnet.SharesZoneWith(flow.Origin) || (arriving.IsInApplianceMode && subnet.SharesZoneWith(flow.Target)));
        return near.Count > 0 ? near : all;
    }

    private TransitGatewayAttachmentHop Attachment(Finding? finding, TransitGatewayAttachment? attachment) =>
        new(flow.Direction, attachment?.Id ?? gatewayId, attachment?.State, finding);
}
