using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Calculates where the names of a group resolve to, from the effects of its steps and of their rollback. Nothing is read: the calls that failed may
/// be those that read.
/// </summary>
internal sealed class GroupAnswers(IReadOnlyList<StepRun> runs, Rollback? rollback, NetworkSnapshot before, string vpcId)
{
    // In the order of what is reported if several apply.
    private enum Presence
    {
        No,
        Unknown,
        Accepted,
        Yes,
    }

    /// <summary>Returns the answer for each zone of the group.</summary>
    public IEnumerable<NameAnswer> ByZone()
    {
        var endpoints = runs.Where(run => run.Step.NameChange?.EndpointId is not null).ToList();
        foreach (var zone in ZonesOf(endpoints))
        {
            var hub = runs.Where(run => run.Step.NameChange?.ZoneName == zone).Select(After).DefaultIfEmpty(HubBefore(zone)).Max();
            var own = OwnEndpoints(endpoints, zone).OrderByDescending(one => one.Presence).FirstOrDefault();
            yield return (hub, own.Presence) switch
            {
                (Presence.Yes, _) => new NameAnswer(zone, AnswerSource.Hub, IsConfirmed: true),
                (_, Presence.Yes) => new NameAnswer(zone, AnswerSource.OwnEndpoint, IsConfirmed: true, own.EndpointId),
                (Presence.Accepted, _) => new NameAnswer(zone, AnswerSource.Hub, IsConfirmed: false),
                (_, Presence.Accepted) => new NameAnswer(zone, AnswerSource.OwnEndpoint, IsConfirmed: false, own.EndpointId),
                (Presence.No, Presence.No) => new NameAnswer(zone, AnswerSource.None, IsConfirmed: true),
                _ => new NameAnswer(zone, AnswerSource.Unknown, IsConfirmed: false),
            };
        }
    }

    private IEnumerable<string> ZonesOf(List<StepRun> endpoints)
    {
        var zones = runs.Select(run => run.Step.NameChange?.ZoneName).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return zones.Count > 0
            ? zones
            : endpoints.SelectMany(run => run.Step.NameChange!.PrivateNames).Select(DnsName.WithoutWildcard).Distinct(StringComparer.Ordinal);
    }

    private Presence HubBefore(string zoneName) => before.Zones.Any(zone => zone.Name == zoneName && zone.Serves(vpcId)) ? Presence.Yes : Presence.No;

    private IEnumerable<(Presence Presence, string? EndpointId)> OwnEndpoints(List<StepRun> endpoints, string zoneName) =>
        endpoints.Count > 0
            ? endpoints.Select(run => (After(run), run.Step.NameChange!.EndpointId))
            : before.EndpointsOf(vpcId).Where(endpoint => endpoint.HoldsNamesOf(zoneName)).Select(endpoint => (Presence.Yes, (string?)endpoint.Id));

    private Presence After(StepRun run)
    {
        var isRemoval = run.Step.NameChange!.Effect == NameEffect.RemovesAnswer;
        var inverse = rollback?.InverseOf(run)?.Effect ?? StepEffect.None;
        return inverse == StepEffect.None ? Resulting(run.Effect, isRemoval) : Resulting(inverse, !isRemoval);
    }

    private static Presence Resulting(StepEffect effect, bool isRemoval) =>
        (effect, isRemoval) switch
        {
            (StepEffect.Unknown, _) => Presence.Unknown,
            (StepEffect.None, true) or (StepEffect.Settled, false) => Presence.Yes,
            (StepEffect.Accepted, false) => Presence.Accepted,
            _ => Presence.No,
        };
}
