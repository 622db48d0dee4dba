using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

/// <summary>The base of Route 53's handlers: zones by id, changes that become INSYNC, page sizes.</summary>
internal abstract class ZoneHandler(Call call) : Handler(call)
{
    /// <summary>Finds a zone by its id, with or without the prefix <c>/hostedzone/</c>.</summary>
    protected Zone AnyZone(string id) => World.Zones.Find(id[(id.LastIndexOf('/') + 1)..]) ?? throw NoZone(id);

    protected Zone OwnZone(string id) => AnyZone(id) is { } zone && zone.Owner == Account ? zone : throw NoZone(id);

    /// <summary>Starts a PENDING change. Its effect takes place when it becomes INSYNC; the changes of a zone complete in their order.</summary>
    protected ChangeInfo Change(Zone zone, string? comment, Action effect)
    {
        var info = new ChangeInfo
        {
            Id = "/change/" + Ids.Change(),
            Status = "PENDING",
            SubmittedAt = World.Now,
            Comment = comment,
        };
        World.Zones.Changes.Add(info.Id, (Account, info));
        zone.SettledAt = World.After(
            Durations.ZoneChange,
            zone.SettledAt,
            () =>
            {
                info.Status = "INSYNC";
                effect();
            }
        );
        return info;
    }

    protected static HostedZone Describe(Zone zone) =>
        new()
        {
            Id = "/hostedzone/" + zone.Id,
            Name = DnsName.Escaped(zone.Name),
            CallerReference = zone.CallerReference,
            ResourceRecordSetCount = zone.Records.Count,
            Config = new() { PrivateZone = zone.IsPrivate, Comment = zone.Comment },
        };

    protected static VPC Describe(ZoneVpc vpc) => new() { VPCId = vpc.Id, VPCRegion = vpc.Region };

    protected static ZoneVpc Vpc(VPC vpc) =>
        new(vpc.VPCId ?? throw Input("VPCId is required"), vpc.VPCRegion ?? throw Input("VPCRegion is required"));

    /// <summary>Throws if the VPC does not belong to the caller.</summary>
    protected void RequireOwn(ZoneVpc vpc)
    {
        if (!World.Network(Account, vpc.Region).Vpcs.Has(vpc.Id))
            throw new AwsException("InvalidVPCId", $"The VPC: {vpc.Id} you provided is not authorized to make the association.");
    }

    protected static AwsException Input(string message) => new("InvalidInput", message);

    /// <summary>Parses a page size, which Route 53 sends as text: at most 100, or 300 for records.</summary>
    protected static int Size(string? maxItems, int most = 100) =>
        maxItems is null ? most
        : int.TryParse(maxItems, out var size) && size > 0 ? Math.Min(size, most)
        : throw Input($"Invalid page size {maxItems}");

    private static AwsException NoZone(string id) => new("NoSuchHostedZone", $"No hosted zone found with ID: {id[(id.LastIndexOf('/') + 1)..]}");
}
