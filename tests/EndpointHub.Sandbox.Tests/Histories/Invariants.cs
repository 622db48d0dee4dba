using EndpointHub.Sandbox.Dns;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>The invariants of every history of endpoints, zones and waiting times, in any order of changes and completions.</summary>
internal static class Invariants
{
    /// <summary>The names to resolve: private names of services, names beneath them and beside them.</summary>
    private static readonly string[] Names =
    [
        "kms.ap-northeast-1.amazonaws.com",
        "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com",
        "dkr.ecr.ap-northeast-1.amazonaws.com",
        "dkr-ecr.ap-northeast-1.on.aws",
        "sqs.ap-northeast-1.amazonaws.com",
    ];

    /// <exception cref="Xunit.Sdk.TrueException">An invariant is violated; the message states it.</exception>
    public static async Task AreKeptAsync(History history, Sight sight)
    {
        using var player = await Player.StartAsync(history, sight);
        foreach (var move in history.Moves)
        {
            var before = await player.LookAsync();
            var answers = ResolveAll(player);
            var made = await player.MoveAsync(move);
            var after = await player.LookAsync();
            if (made is { } outcome)
            {
                Holds(
                    outcome.Expected == outcome.Answer.Code,
                    $"a call is refused exactly when the rules refuse it: {move} should be {outcome.Expected ?? "a success"}, not {outcome.Answer}"
                );
                if (outcome.Answer.Code is not null)
                    Holds(before == after && answers.SequenceEqual(ResolveAll(player)), $"a refused call changes nothing: {move}");
            }

            AtMostOneOwner(player);
            EveryZoneHasAVpc(player);
            AvailableOwnersResolve(player);
            await ZonesAnswerWhenInSync(player);
            HistoryIsContiguous(player);
        }

        player.Aws.Settle();
        await player.LookAsync();
        await SettledAnswersEqualTheLists(player);
        HistoryIsContiguous(player);
    }

    private static List<DnsAnswer> ResolveAll(Player player) => [.. player.Vpcs.SelectMany(v => Names.Select(n => player.Resolve(v.Id, n)))];

    private static void AtMostOneOwner(Player player)
    {
        foreach (var vpc in player.Vpcs)
        {
            var names = player.Now.Zones.Where(z => z.Vpcs.Contains(vpc.Id)).Select(z => z.Name).ToList();
            Holds(names.Distinct().Count() == names.Count, $"a name has at most one owner in a VPC: {string.Join(' ', names)}");
        }
    }

    private static void EveryZoneHasAVpc(Player player) => Holds(player.Now.Private.All(z => z.Vpcs.Count > 0), "a private zone always keeps a VPC");

    /// <summary>The names of an available endpoint with private DNS resolve to it, whatever else changes.</summary>
    private static void AvailableOwnersResolve(Player player)
    {
        foreach (var endpoint in player.Now.Endpoints.Where(e => e is { HasNames: true, State: "available" } && player.WithDns.Contains(e.Vpc)))
        {
            foreach (var name in Player.NamesOf(endpoint))
            {
                var answer = player.Resolve(endpoint.Vpc, name);
                Holds(
                    player.Now.Owners(endpoint.Vpc, name).Any() && answer.Kind == "addresses" && answer.Addresses.SequenceEqual(endpoint.Addresses),
                    $"an answer is never empty while an owner is available: {name} gets {answer}"
                );
            }
        }
    }

    /// <summary>An association that was made once answers when its change is INSYNC and not before.</summary>
    private static async Task ZonesAnswerWhenInSync(Player player)
    {
        foreach (var ((zone, vpc), change) in player.Associations)
        {
            if (player.Now.Private.FirstOrDefault(z => z.Id == zone) is not { } seen || !seen.Vpcs.Contains(vpc) || !player.WithDns.Contains(vpc))
                continue;
            var owner = player
                .Vpcs.Select(v => v.Owner)
                .Where(o => o.Account == seen.Owner || player.Vpcs.Any(v => v.Id == vpc && v.Owner.Account == o.Account));
            var statuses = new List<string>();
            foreach (var account in owner.DistinctBy(o => o.Account))
            {
                if (await player.StatusAsync(account, change) is { } status)
                    statuses.Add(status);
            }

            var answers = player.Resolve(vpc, seen.Name).Zone == zone;
            Holds(
                answers == (statuses.Single() == "INSYNC"),
                $"a zone answers in a VPC when its change is INSYNC and not before: {seen.Name} is {statuses.Single()} and {(answers ? "answers" : "does not")}"
            );
        }
    }

    private static void HistoryIsContiguous(Player player)
    {
        foreach (var vpc in player.Vpcs)
        {
            foreach (var name in Names)
            {
                var intervals = player.DnsHistory(vpc.Id, name);
                Holds(
                    intervals.Count > 0 && intervals[^1].To is null && intervals[^1].Answer.Equals(player.Resolve(vpc.Id, name)),
                    "history ends with the present answer"
                );
                foreach (var (one, next) in intervals.Zip(intervals.Skip(1)))
                {
                    Holds(
                        one.From < one.To && one.To == next.From && !one.Answer.Equals(next.Answer),
                        $"history is contiguous, in order, and contains only changes: {one} {next}"
                    );
                    Holds(
                        player.Resolve(vpc.Id, name, one.From).Equals(one.Answer)
                            && player.Resolve(vpc.Id, name, next.From.AddTicks(-1)).Equals(one.Answer),
                        $"a past answer equals the history: {one}"
                    );
                }
            }
        }
    }

    /// <summary>The reference implementation: the expected answer, derived from the API's lists once all changes have settled.</summary>
    private static async Task SettledAnswersEqualTheLists(Player player)
    {
        foreach (var (vpc, _, owner) in player.Vpcs)
        {
            var zones = (await owner.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={TestAws.Tokyo}"))
                .Elements("HostedZoneSummary")
                .ToDictionary(
                    z => z.Elements().Single(e => e.Name.LocalName == "Name").Value,
                    z => z.Elements().Single(e => e.Name.LocalName == "HostedZoneId").Value
                );
            foreach (var name in Names)
            {
                var answer = player.Resolve(vpc, name);
                var zone = !player.WithDns.Contains(vpc)
                    ? null
                    : zones.Keys.Where(z => name + "." == z || (name + ".").EndsWith("." + z, StringComparison.Ordinal)).MaxBy(z => z.Length);
                var expected = zone is null ? [] : await AddressesAsync(player, vpc, zone, zones[zone], name);
                Holds(
                    answer.Zone == (zone is null ? null : zones[zone])
                        && answer.Addresses.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)),
                    $"settled answers equal the lists of the API: {name} in {vpc} should be {zone} [{string.Join(' ', expected)}], is {answer} [{string.Join(' ', answer.Addresses)}]"
                );
            }
        }
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(Player player, string vpc, string zone, string id, string name)
    {
        var seen = player.Now.Zones.Single(z => z.Id == id);
        if (seen.IsManaged)
        {
            return player.Now.Endpoints.Single(seen.IsOf).Addresses;
        }

        if (name + "." != zone)
            return [];
        var records = await player.Aws.As(seen.Owner).Route53("GET", $"hostedzone/{id}/rrset");
        return records.Find("DNSName") is { } target && player.Now.Endpoints.FirstOrDefault(e => e.DnsName + "." == target) is { } behind
            ? behind.Addresses
            : [];
    }

    private static void Holds(bool condition, string invariant) => Assert.True(condition, invariant);
}
