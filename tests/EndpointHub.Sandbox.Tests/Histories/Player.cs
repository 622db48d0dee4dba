using System.Text;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Plays a history through the API, and predicts the outcome of each call by AWS's rules.</summary>
internal sealed class Player : IDisposable
{
    public const string Parent = "ap-northeast-1.amazonaws.com";

    public static readonly (string Service, string[] Names)[] Services =
    [
        ("com.amazonaws.ap-northeast-1.kms", ["kms.ap-northeast-1.amazonaws.com"]),
        ("com.amazonaws.ap-northeast-1.ecr.dkr", ["dkr.ecr.ap-northeast-1.amazonaws.com", "dkr-ecr.ap-northeast-1.on.aws"]),
    ];

    /// <summary>Zones are created for the services' names and for the parent of most of them.</summary>
    private static readonly string[] ZoneNames = ["kms.ap-northeast-1.amazonaws.com", "dkr.ecr.ap-northeast-1.amazonaws.com", Parent];

    private readonly Dictionary<(string Zone, string Vpc), string> _changes = [];
    private readonly HashSet<(string Zone, string Vpc)> _disturbed = [];
    private int _references;

    private readonly Sight _sight;

    private Player(History history, Sight sight) => (Aws, _sight) = (new(new() { Seed = history.Seed }), sight);

    public TestAws Aws { get; }

    /// <summary>Two of one account, one of another.</summary>
    public List<(string Id, string Subnet, TestAws Owner)> Vpcs { get; } = [];

    /// <summary>VPCs whose resolvers use private zones.</summary>
    public HashSet<string> WithDns { get; } = [];

    public View Now { get; private set; } = null!;

    /// <summary>
    /// The change of each association that was created once and not changed since: its zone answers when the change is INSYNC, and not before.
    /// </summary>
    public IEnumerable<((string Zone, string Vpc) Pair, string Change)> Associations =>
        _changes.Where(c => !_disturbed.Contains(c.Key)).Select(c => (c.Key, c.Value));

    public static async Task<Player> StartAsync(History history, Sight sight)
    {
        var player = new Player(history, sight);
        foreach (var (account, i) in new[] { SandboxOptions.DefaultAccount, SandboxOptions.DefaultAccount, "210987654321" }.Select((a, i) => (a, i)))
        {
            var owner = player.Aws.As(account);
            var vpc = await owner.Vpc($"10.{i + 2}.0.0/16");
            player.Vpcs.Add((vpc, await owner.Subnet(vpc, $"10.{i + 2}.1.0/24"), owner));
            player.WithDns.Add(vpc);
        }

        await player.LookAsync();
        return player;
    }

    public async Task<string> LookAsync()
    {
        var state = _sight.State(
            Encoding.UTF8.GetString((await Aws.Core.HandleAsync(new("GET", "/_sandbox/state", "", Aws.Signed("none"), ""))).Body.Span)
        );
        Now = View.Of(state);
        return state;
    }

    public DnsAnswer Resolve(string vpc, string name, DateTimeOffset? at = null) => _sight.Resolve(Aws.Core, vpc, name, at);

    public IReadOnlyList<DnsInterval> DnsHistory(string vpc, string name) => _sight.History(Aws.Core, vpc, name);

    /// <summary>The status of a Route 53 change; null if the account has no such change.</summary>
    public async Task<string?> StatusAsync(TestAws account, string change) =>
        (await account.Route53("GET", $"change/{change}")).Find("Status") is { } status ? _sight.Change(status) : null;

    /// <summary>Makes the move, unless it has no resource to act on.</summary>
    /// <returns>The expected and the actual error code; null for success.</returns>
    public async Task<(string? Expected, Answer Answer)?> MoveAsync(Move move) =>
        await MadeAsync(move) is { } made ? (made.Expected, _sight.Answer(made.Answer)) : null;

    private async Task<(string? Expected, Answer Answer)?> MadeAsync(Move move)
    {
        var vpc = Vpcs[move.That % Vpcs.Count];
        var endpoint = Choose(Now.Endpoints, move.This);
        var zone = Choose(Now.Private, move.This);
        var (service, names) = Services[move.This % Services.Length];
        switch (move.Kind)
        {
            case MoveKind.Wait:
                Aws.Wait(move.This * move.That);
                return null;
            case MoveKind.SwitchDns:
                var on = move.This % 3 > 0;
                if (on)
                    WithDns.Add(vpc.Id);
                else
                    WithDns.Remove(vpc.Id);
                return (null, await vpc.Owner.Ec2("ModifyVpcAttribute", ("VpcId", vpc.Id), ("EnableDnsHostnames.Value", on ? "true" : "false")));
            case MoveKind.CreateEndpoint:
                return (MayTakeNames(vpc.Id, names, own: null), await Create(vpc, service, "true"));
            case MoveKind.CreateEndpointWithoutNames:
                return (null, await Create(vpc, service, "false"));
            case MoveKind.SwitchNamesOn or MoveKind.SwitchNamesOff when endpoint is not null:
                var wanted = move.Kind == MoveKind.SwitchNamesOn;
                return (
                    endpoint.IsGoing ? "IncorrectState"
                    : wanted && !endpoint.HasNames ? MayTakeNames(endpoint.Vpc, NamesOf(endpoint), endpoint)
                    : null,
                    await Aws.As(endpoint.Account)
                        .Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint.Id), ("PrivateDnsEnabled", wanted ? "true" : "false"))
                );
            case MoveKind.DeleteEndpoint when endpoint is not null:
                return (null, await Aws.As(endpoint.Account).Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", endpoint.Id)));
            case MoveKind.CreateZone:
                return await CreateZone(ZoneNames[move.This % ZoneNames.Length], vpc);
            case MoveKind.Associate when zone is not null:
                return await Associate(zone, vpc);
            case MoveKind.Disassociate when zone is not null:
                _disturbed.Add((zone.Id, vpc.Id));
                return (
                    !zone.Vpcs.Contains(vpc.Id) ? "VPCAssociationNotFound"
                    : zone.Vpcs.Count == 1 ? "LastVPCAssociation"
                    : null,
                    await vpc.Owner.Disassociate(zone.Id, vpc.Id)
                );
            case MoveKind.Authorize when zone is not null:
                return (null, await Aws.As(zone.Owner).Authorize(zone.Id, vpc.Id));
            case MoveKind.Deauthorize when zone is not null:
                return (
                    zone.Authorizations.Contains(vpc.Id) ? null : "VPCAssociationAuthorizationNotFound",
                    await Aws.As(zone.Owner).Deauthorize(zone.Id, vpc.Id)
                );
            case MoveKind.PointAtEndpoint when zone is not null && Choose(Now.Endpoints, move.That) is { } target:
                return (null, await Aws.As(zone.Owner).Change(zone.Id, ("UPSERT", Building.Alias(zone.Name, target.DnsZone, target.DnsName))));
            case MoveKind.DeleteZone when zone is not null:
                return await Delete(zone);
            default:
                return null;
        }
    }

    public static string[] NamesOf(EndpointSeen endpoint) => Services.Single(s => s.Service == endpoint.Service).Names;

    public void Dispose() => Aws.Dispose();

    private static T? Choose<T>(IReadOnlyList<T> among, int number)
        where T : class => among.Count == 0 ? null : among[number % among.Count];

    private static Task<Answer> Create((string Id, string Subnet, TestAws Owner) vpc, string service, string names) =>
        vpc.Owner.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", vpc.Id),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", service),
            ("SubnetId.1", vpc.Subnet),
            ("PrivateDnsEnabled", names)
        );

    /// <summary>
    /// True if the VPC has both DNS attributes and no other zone has one of the names; remaining zones of the endpoint itself do not conflict.
    /// </summary>
    private string? MayTakeNames(string vpc, string[] names, EndpointSeen? own)
    {
        if (!WithDns.Contains(vpc))
            return "InvalidParameter";
        var foreign = names.SelectMany(n => Now.Owners(vpc, n)).Where(z => own is null || !z.IsOf(own));
        return foreign.Any() ? "InvalidParameter" : null;
    }

    private async Task<(string?, Answer)?> CreateZone(string name, (string Id, string Subnet, TestAws Owner) vpc)
    {
        var expected = Now.Owners(vpc.Id, name).Any() ? "ConflictingDomainExists" : null;
        var answer = await vpc.Owner.CreateZone(name, vpc.Id, $"r{_references++}");
        if (answer.Code is null)
            _changes[(answer["Id"]["/hostedzone/".Length..], vpc.Id)] = ChangeOf(answer);
        return (expected, answer);
    }

    private async Task<(string?, Answer)?> Associate(ZoneSeen zone, (string Id, string Subnet, TestAws Owner) vpc)
    {
        var expected =
            zone.Owner != vpc.Owner.Account && !zone.Authorizations.Contains(vpc.Id) ? "NotAuthorizedException"
            : Now.Owners(vpc.Id, zone.Name[..^1]).Any() ? "ConflictingDomainExists"
            : null;
        var answer = await vpc.Owner.Associate(zone.Id, vpc.Id);
        if (answer.Code is null && !_changes.TryAdd((zone.Id, vpc.Id), ChangeOf(answer)))
            _disturbed.Add((zone.Id, vpc.Id));
        return (expected, answer);
    }

    private async Task<(string?, Answer)?> Delete(ZoneSeen zone)
    {
        foreach (var vpc in Vpcs)
            _disturbed.Add((zone.Id, vpc.Id));
        var owner = Aws.As(zone.Owner);
        var records = (await owner.Route53("GET", $"hostedzone/{zone.Id}/rrset")).All("Type");
        return (records.TrueForAll(t => t is "SOA" or "NS") ? null : "HostedZoneNotEmpty", await owner.Route53("DELETE", $"hostedzone/{zone.Id}"));
    }

    private static string ChangeOf(Answer answer) =>
        answer.Elements("ChangeInfo").Single().Elements().First(e => e.Name.LocalName == "Id").Value["/change/".Length..];
}
