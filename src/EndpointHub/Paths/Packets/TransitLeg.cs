using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// The section of a packet's route through a Transit Gateway: the attachment of the source VPC, the route table that it is
/// associated with, the attachment of the destination VPC, and the routes of that VPC.
/// </summary>
internal sealed class TransitLeg(PathIndex index, string gatewayId, PacketFlow flow)
{
    private readonly TransitGatewayAttachment? _leaving = index.AttachmentOf(gatewayId, flow.From.Id);
    private readonly TransitGatewayAttachment? _arriving = index.AttachmentOf(gatewayId, flow.To.Id);

    /// <summary>Evaluates the section.</summary>
    public void Follow(PacketRoute packetRoute)
    {
        packetRoute.TakesTransitGateway = true;
        packetRoute.Cross(flow.Origin, isEgress: true);
        if (index.Snapshot.TransitGateways.Find(gatewayId) is not { } gateway)
        {
            packetRoute.Add(Attachment(PacketFindings.NotRead(gatewayId, "is a Transit Gateway that"), attachment: null));
            return;
        }

        Leave(packetRoute, gateway);
        if (_leaving is { } leaving)
            packetRoute.Add(TransitRoutes.Evaluate(index, gateway, leaving, _arriving, flow));
        Arrive(packetRoute, gateway);
    }

    private void Leave(PacketRoute packetRoute, TransitGateway gateway)
    {
        if (_leaving is not { } leaving)
        {
            packetRoute.Add(Attachment(TransitFindings.NotAttached(index, gatewayId, flow.From), attachment: null));
            return;
        }

        // Packets from an Availability Zone need an attachment subnet in that zone (Transit Gateways guide, VPC attachments). The attachment subnet's
        // network ACL applies to them inbound, from its own subnet too, and does not apply outbound (Transit Gateways guide, network ACLs).
        var exit = index.SubnetsOf(leaving).Find(flow.Origin.SharesZoneWith);
        packetRoute.Add(
            Attachment(
                !leaving.Passes ? TransitFindings.BadState(gateway, leaving)
                    : exit is null ? TransitFindings.NotInZone(index, leaving, flow.Origin)
                    : null,
                leaving
            )
        );
        if (exit is not null)
            packetRoute.Cross(exit, isEgress: false);
    }

    private void Arrive(PacketRoute packetRoute, TransitGateway gateway)
    {
        if (_arriving is not { } arriving)
        {
            packetRoute.Add(Attachment(TransitFindings.NotAttached(index, gatewayId, flow.To), attachment: null));
            return;
        }

        var entrances = Entrances(arriving);
        packetRoute.Add(
            Attachment(
                !arriving.Passes ? TransitFindings.BadState(gateway, arriving)
                    : entrances.Count == 0 ? PacketFindings.NotRead(arriving.Id, "has subnets that")
                    : null,
                arriving
            )
        );
        foreach (var entrance in entrances)
            RouteLeg.Follow(index, flow with { Origin = entrance, From = flow.To }, packetRoute);
    }

    /// <summary>
    /// The attachment subnets that packets may use in the destination VPC. Packets stay in their source zone when the VPC is attached there; in
    /// appliance mode they may use their destination's zone too; when it is attached in neither, they may use any (Transit Gateways guide,
    /// Availability Zones and appliance mode).
    /// </summary>
    private List<Subnet> Entrances(TransitGatewayAttachment arriving)
    {
        var all = index.SubnetsOf(arriving);
        var inZone = all.FindAll(subnet => subnet.SharesZoneWith(flow.Origin) || (arriving.IsInApplianceMode && subnet.SharesZoneWith(flow.Target)));
        return inZone.Count > 0 ? inZone : all;
    }

    private TransitGatewayAttachmentHop Attachment(Finding? finding, TransitGatewayAttachment? attachment) =>
        new(flow.Direction, attachment?.Id ?? gatewayId, attachment?.State, finding);
}
