using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Costing;
using EndpointHub.Errors;
using EndpointHub.Prices;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Makes out the bill of now, the one with a hub, and the difference, with every line they are made of.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "EndpointCost")]
[OutputType(typeof(EndpointCost))]
public sealed class MeasureEndpointCost : OperationCmdlet<MeasureCostRequest>
{
    /// <summary>The VPCs on the bill; all records of one call are one bill. Without it: every VPC of the account and region that has an endpoint.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>The endpoints that shall move, as Get-EndpointInventory lists them. Without it: every one that can.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcEndpointId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The VPC's owner; credentials of another account are then refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OwnerId")]
    [ValidatePattern(ResourceIds.AccountPattern)]
    public string? AccountId { get; set; }

    /// <summary>The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name. Without it: the one there is, or one that is to be made.</summary>
    [Parameter]
    [HubInput]
    public HubIdentity? Hub { get; set; }

    /// <summary>The services that the hub shall have, by their short names (<c>ecr.dkr</c>) or full ones. Without it: those of the endpoints that can move.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>In how many Availability Zones the hub gets endpoints. Without it: as many as the hub has, else as the endpoints that move have.</summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int? HubAvailabilityZoneCount { get; set; }

    /// <summary>The hours of the month: 730, as AWS's own examples reckon, or 720 for thirty days.</summary>
    [Parameter]
    [ValidateSet("720", "730")]
    public int HoursPerMonth { get; set; } = PriceList.UsualHours;

    /// <summary>The code of another currency to show the sums in, for example <c>JPY</c>; given together with <c>-ExchangeRate</c>.</summary>
    [Parameter]
    [ValidatePattern("^[A-Z]{3}$")]
    public string? Currency { get; set; }

    /// <summary>What one US dollar is worth in that currency.</summary>
    [Parameter]
    [ValidateRange(0.000001, 1e9)]
    public decimal? ExchangeRate { get; set; }

    /// <summary>GB a month through all the endpoints together, now and in the hub. Without it none is counted.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal EndpointGB { get; set; }

    /// <summary>GB a month that cross Availability Zones on their way to the hub; billed to both sides. Without it none is counted.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal CrossZoneGB { get; set; }

    /// <summary>How many NAT gateways there are. A hub leaves them as they are, so without it none is on the bills.</summary>
    [Parameter]
    [ValidateRange(0, 10000)]
    public int NatGatewayCount { get; set; }

    /// <summary>GB a month through all the NAT gateways together. Without it none is counted.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal NatGatewayGB { get; set; }

    /// <summary>GB a month of these that take the hub's endpoints once its names answer.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal NatGatewayGBToHub { get; set; }

    /// <summary>USD for an endpoint in one Availability Zone for an hour, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? EndpointHourPrice { get; set; }

    /// <summary>USD for a GB through an endpoint, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? EndpointGBPrice { get; set; }

    /// <summary>USD for a NAT gateway for an hour, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? NatGatewayHourPrice { get; set; }

    /// <summary>USD for a GB through a NAT gateway, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? NatGatewayGBPrice { get; set; }

    /// <summary>USD for a private hosted zone for a month, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? HostedZonePrice { get; set; }

    /// <summary>USD for a GB between Availability Zones in one direction, in place of the known price.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? CrossZoneGBPrice { get; set; }

    private protected override Operation<MeasureCostRequest> Operation => new MeasureCost();

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (Currency is null != ExchangeRate is null)
            ThrowTerminatingError(Errors.From(Problems.ExchangeRateIncomplete(Currency is null ? "-ExchangeRate" : "-Currency")));
    }

    private protected override IEnumerable<MeasureCostRequest> Requests()
    {
        var vpcIds = ValidIds("vpc", VpcId).ToValueList();
        var endpointIds = ValidIds("vpce", VpcEndpointId).ToValueList();
        if (vpcIds.Count < VpcId.Length || endpointIds.Count < VpcEndpointId.Length)
            yield break;

        yield return new MeasureCostRequest
        {
            Record = vpcIds.Concat(endpointIds).FirstOrDefault(),
            Vpcs = vpcIds.Select(id => SpokeReference.To(id, AccountId)).ToValueList(),
            VpcEndpointIds = endpointIds,
            Hub = Hub?.Reference,
            Services = Service.ToValueList(),
            HoursPerMonth = HoursPerMonth,
            Prices = Prices().ToValueList(),
            Question = new CostQuestion
            {
                HubAvailabilityZones = HubAvailabilityZoneCount,
                ExchangeRate = Currency is not null && ExchangeRate is { } rate ? new ExchangeRate(Currency, rate) : null,
                EndpointGB = EndpointGB,
                CrossZoneGB = CrossZoneGB,
                NatGateways = NatGatewayCount,
                NatGatewayGB = NatGatewayGB,
                NatGatewayGBToHub = NatGatewayGBToHub,
            },
        };
    }

    private IEnumerable<(BilledItem Item, decimal Usd)> Prices()
    {
        (BilledItem Item, decimal? Usd)[] given =
        [
            (BilledItem.EndpointHours, EndpointHourPrice), (BilledItem.EndpointTraffic, EndpointGBPrice),
            (BilledItem.NatGatewayHours, NatGatewayHourPrice), (BilledItem.NatGatewayTraffic, NatGatewayGBPrice),
            (BilledItem.HostedZones, HostedZonePrice), (BilledItem.CrossZoneTraffic, CrossZoneGBPrice),
        ];
        return given.Where(price => price.Usd is not null).Select(price => (price.Item, price.Usd!.Value));
    }
}
