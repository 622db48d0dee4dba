using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>The steps that a network needs, in units that are confirmed separately, and the problems that prevent further steps.</summary>
/// <param name="Before">The network for which the plan was made.</param>
/// <param name="Units">The units in an order in which they can run; none is empty.</param>
/// <param name="Refusals">The reasons why requested changes are not planned.</param>
internal sealed record Plan(NetworkSnapshot Before, ValueList<PlanUnit> Units, ValueList<Problem> Refusals)
{
    /// <summary>Notes for the operator, one sentence each.</summary>
    public ValueList<string> Notes { get; init; } = ValueList<string>.Empty;

    /// <summary>The refusals that the operator allowed.</summary>
    public ValueList<Waiver> Waivers { get; init; } = ValueList<Waiver>.Empty;

    /// <summary>Existing resources that are used as they are and need no step; one sentence each.</summary>
    public ValueList<string> Found { get; init; } = ValueList<string>.Empty;

    /// <summary>All steps in an order in which they can run.</summary>
    public IEnumerable<Step> Steps => Units.SelectMany(unit => unit.Steps);

    /// <summary>True if the plan has no steps.</summary>
    public bool IsEmpty => Units.Count == 0;

    /// <summary>The network after every step.</summary>
    public NetworkSnapshot Predicted => Before.After(Steps);

    /// <summary>A plan without steps.</summary>
    /// <param name="network">The network.</param>
    /// <returns>A plan without units, refusals and notes.</returns>
    public static Plan Nothing(NetworkSnapshot network) => new(network, ValueList<PlanUnit>.Empty, ValueList<Problem>.Empty);

    /// <summary>This plan, followed by a plan for the network that it predicts. The plans of several spokes become one plan in this way.</summary>
    /// <param name="next">Creates the plan for the predicted network.</param>
    /// <returns>Both plans as one.</returns>
    public Plan Then(Func<NetworkSnapshot, Plan> next)
    {
        var after = next(Predicted);
        return new Plan(Before, Units.Concat(after.Units).ToValueList(), Refusals.Concat(after.Refusals).ToValueList())
        {
            Notes = Notes.Concat(after.Notes).ToValueList(),
            Waivers = Waivers.Concat(after.Waivers).ToValueList(),
            Found = Found.Concat(after.Found).ToValueList(),
        };
    }
}

/// <summary>Steps that belong together and are confirmed with one prompt.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Subject">The hub's name, the VPC, or the endpoint that they change.</param>
/// <param name="Steps">The steps in an order in which they can run; at least one.</param>
internal sealed record PlanUnit(PlanUnitKind Kind, string Subject, ValueList<Step> Steps)
{
    /// <summary>
    /// True if names may have no private answer between the first step and the last. Such a unit is always finished or rolled back
    /// once it has started. That applies to units with zone associations only, too, because they may complete an interrupted cut-over.
    /// </summary>
    public bool IsCritical => Kind is PlanUnitKind.Cutover or PlanUnitKind.Return;

    /// <summary>True if resources are deleted or names may stop resolving. PowerShell asks for confirmation by default then.</summary>
    public bool IsDangerous => Kind is PlanUnitKind.Removal or PlanUnitKind.PrivateDnsOff;
}

/// <summary>The kinds of units that an operator confirms.</summary>
internal enum PlanUnitKind
{
    /// <summary>Creates a hub's security group and endpoints.</summary>
    Hub,

    /// <summary>Creates a spoke's peering connection, routes and security group rules.</summary>
    Connection,

    /// <summary>Creates a hub's private hosted zones and records.</summary>
    Zones,

    /// <summary>Disables private DNS and associates the zones, for one spoke.</summary>
    Cutover,

    /// <summary>Disassociates the zones and enables private DNS again, for one spoke.</summary>
    Return,

    /// <summary>Disables the private DNS of one endpoint.</summary>
    PrivateDnsOff,

    /// <summary>Deletes a spoke's idle endpoints.</summary>
    Removal,

    /// <summary>Creates or extends a VPC's gateway endpoint for S3.</summary>
    S3Gateway,
}
