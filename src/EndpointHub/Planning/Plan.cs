using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>What has to be done to a network, in units that are decided separately, and what cannot be done and why.</summary>
/// <param name="Before">The network that was planned on.</param>
/// <param name="Units">The units in a possible order; none is empty.</param>
/// <param name="Refusals">What was asked and is not planned.</param>
internal sealed record Plan(NetworkSnapshot Before, ValueList<PlanUnit> Units, ValueList<Problem> Refusals)
{
    /// <summary>What the operator should know beside steps and refusals, each one sentence.</summary>
    public ValueList<string> Notes { get; init; } = ValueList<string>.Empty;

    /// <summary>What was found to stand and to fit, so that it needs no step; each one sentence.</summary>
    public ValueList<string> Found { get; init; } = ValueList<string>.Empty;

    /// <summary>Every step in a possible order.</summary>
    public IEnumerable<Step> Steps => Units.SelectMany(unit => unit.Steps);

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsEmpty => Units.Count == 0;

    /// <summary>The network after every step.</summary>
    public NetworkSnapshot Predicted => Before.After(Steps);

    /// <summary>The plan to do nothing.</summary>
    /// <param name="network">The network.</param>
    /// <returns>A plan without units, refusals and notes.</returns>
    public static Plan Nothing(NetworkSnapshot network) => new(network, ValueList<PlanUnit>.Empty, ValueList<Problem>.Empty);

    /// <summary>This plan, and after it what is planned on its prediction: so several spokes become one plan, and the second sees the first.</summary>
    /// <param name="next">Plans on the predicted network.</param>
    /// <returns>Both plans as one.</returns>
    public Plan Then(Func<NetworkSnapshot, Plan> next)
    {
        var after = next(Predicted);
        return new Plan(Before, Units.Concat(after.Units).ToValueList(), Refusals.Concat(after.Refusals).ToValueList())
        {
            Notes = Notes.Concat(after.Notes).ToValueList(),
            Found = Found.Concat(after.Found).ToValueList(),
        };
    }
}

/// <summary>Steps that stand or fall together and are confirmed with one question.</summary>
/// <param name="Kind">What they amount to.</param>
/// <param name="Subject">What they are about: the hub's name, or a spoke's VPC.</param>
/// <param name="Steps">The steps in a possible order; at least one.</param>
internal sealed record PlanUnit(PlanUnitKind Kind, string Subject, ValueList<Step> Steps)
{
    /// <summary>
    /// Whether names may be without an answer between the first step and the last: once begun it is finished or taken back,
    /// whatever happens. That holds for associations alone too, since they may be what an interrupted cut-over left to do.
    /// </summary>
    public bool IsCritical => Kind is PlanUnitKind.Cutover or PlanUnitKind.Return;

    /// <summary>Whether data would be lost or names may stop resolving, so that PowerShell asks by default.</summary>
    public bool IsDangerous => Kind is PlanUnitKind.Removal or PlanUnitKind.PrivateDnsOff;
}

/// <summary>The units that an operator decides about.</summary>
internal enum PlanUnitKind
{
    /// <summary>A hub's group and endpoints.</summary>
    Hub,

    /// <summary>A spoke's peering, routes and rules.</summary>
    Connection,

    /// <summary>A hub's private zones and records.</summary>
    Zones,

    /// <summary>Private DNS off and the zones associated, for one spoke.</summary>
    Cutover,

    /// <summary>The zones disassociated and private DNS on again, for one spoke.</summary>
    Return,

    /// <summary>Private DNS off and nothing else.</summary>
    PrivateDnsOff,

    /// <summary>A spoke's idle endpoints deleted.</summary>
    Removal,

    /// <summary>A VPC's own gateway endpoint for S3, and the route tables that it has.</summary>
    S3Gateway,
}
