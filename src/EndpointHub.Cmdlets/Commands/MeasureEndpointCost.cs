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

/// <summary>Estimates the monthly cost now, the cost with a hub, and the difference, with every line.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "EndpointCost")]
[OutputType(typeof(EndpointCost))]
public sealed class MeasureEndpointCost : OperationCmdlet<MeasureCostRequest>
{
    /// <summary>
    /// The VPCs to include. All records of one call are one estimate. By default, every VPC of the account and Region that has an endpoint.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>The endpoints to move to the hub, as Get-EndpointInventory lists them. By default, every endpoint that can move.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcEndpointId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The account that owns the VPC. Credentials of another account are refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OwnerId")]
    [ValidateText(ResourceIds.AccountPattern, ResourceIds.AccountDescription)]
    public string? AccountId { get; set; }

    /// <summary>
    /// The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name. By default, the only hub of the Region, or a new hub where
    /// there is none.
    /// </summary>
    [Parameter]
    [HubInput]
    public HubIdentity? Hub { get; set; }

    /// <summary>
    /// The services of the hub, by their short names (<c>ecr.dkr</c>) or full names. By default, the services of the endpoints that can move.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>
    /// The number of Availability Zones of the hub's endpoints. By default, that of the existing hub, otherwise that of the endpoints that move.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 10)]
    public int? HubAvailabilityZoneCount { get; set; }

    /// <summary>The hours of a month: 730, as in AWS's own examples, or 720 for thirty days.</summary>
    [Parameter]
    [ValidateSet("720", "730")]
    public int HoursPerMonth { get; set; } = PriceList.UsualHours;

    /// <summary>The code of another currency for the totals, for example <c>JPY</c>. Use it together with <c>-ExchangeRate</c>.</summary>
    [Parameter]
    [ValidateText(@"^[A-Z]{3}\z", "the code of a currency, for example JPY")]
    public string? Currency { get; set; }

    /// <summary>The value of one US dollar in that currency.</summary>
    [Parameter]
    [ValidateRange(0.000001, 1e9)]
    public decimal? ExchangeRate { get; set; }

    /// <summary>The GB per month through all endpoints together, now and in the hub. By default, no traffic is counted.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal EndpointGB { get; set; }

    /// <summary>
    /// The GB per month that cross Availability Zones between spokes and hub. Both directions are billed. By default, no traffic is counted.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal CrossZoneGB { get; set; }

    /// <summary>The number of NAT gateways. A hub does not change it. By default, no NAT gateway is counted.</summary>
    [Parameter]
    [ValidateRange(0, 10000)]
    public int NatGatewayCount { get; set; }

    /// <summary>The GB per month through all NAT gateways together. By default, no traffic is counted.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal NatGatewayGB { get; set; }

    /// <summary>The GB per month of <c>-NatGatewayGB</c> that use the hub's endpoints after the cut-over.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e12)]
    public decimal NatGatewayGBToHub { get; set; }

    /// <summary>The price in USD of an endpoint in one Availability Zone per hour. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? EndpointHourPrice { get; set; }

    /// <summary>The price in USD of a GB through an endpoint. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? EndpointGBPrice { get; set; }

    /// <summary>The price in USD of a NAT gateway per hour. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? NatGatewayHourPrice { get; set; }

    /// <summary>The price in USD of a GB through a NAT gateway. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? NatGatewayGBPrice { get; set; }

    /// <summary>The price in USD of a private hosted zone per month. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? HostedZonePrice { get; set; }

    /// <summary>The price in USD of a GB between Availability Zones in one direction. It replaces the price of the built-in table.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e6)]
    public decimal? CrossZoneGBPrice { get; set; }

    private protected override Operation<MeasureCostRequest> Operation => new MeasureCost();

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Currency is null != ExchangeRate is null)
            ThrowTerminatingError(Errors.From(Problems.ExchangeRateIncomplete(Currency is null ? "-ExchangeRate" : "-Currency")));
    }

    private protected override IEnumerable<MeasureCostRequest> Requests()
    {
        var vpcIds = ValidIds("vpc", VpcId, nameof(VpcId)).ToValueList();
        var endpointIds = ValidIds("vpce", VpcEndpointId, nameof(VpcEndpointId)).ToValueList();
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
            (BilledItem.EndpointHours, EndpointHourPrice),
            (BilledItem.EndpointTraffic, EndpointGBPrice),
            (BilledItem.NatGatewayHours, NatGatewayHourPrice),
            (BilledItem.NatGatewayTraffic, NatGatewayGBPrice),
            (BilledItem.HostedZones, HostedZonePrice),
            (BilledItem.CrossZoneTraffic, CrossZoneGBPrice),
        ];
        return given.Where(price => price.Usd is not null).Select(price => (price.Item, price.Usd!.Value));
    }
}
