using EndpointHub.Planning;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>Formats a unit of a plan: a headline and every API call of it.</summary>
internal static class UnitText
{
    internal static string Headline(PlanUnit unit) => DisplayText.Escape(Title(unit));

    internal static string Of(PlanUnit unit) =>
        string.Join(
            Environment.NewLine,
            [$"{Headline(unit)}:", .. unit.Steps.Select(step => DisplayText.Escape($"  {step.Action}: {step.Description}"))]
        );

    private static string Title(PlanUnit unit) =>
        unit.Kind switch
        {
            PlanUnitKind.Hub => $"Create or extend hub {unit.Subject}",
            PlanUnitKind.Connection => $"Connect {unit.Subject} to the hub",
            PlanUnitKind.Zones => $"Create the private zones of hub {unit.Subject}",
            PlanUnitKind.Cutover => $"Cut {unit.Subject} over to the hub",
            PlanUnitKind.Return => $"Switch {unit.Subject} back to its own endpoints",
            PlanUnitKind.PrivateDnsOff => $"Switch private DNS off in {unit.Subject}",
            PlanUnitKind.Removal => $"Delete the idle endpoints of {unit.Subject}",
            PlanUnitKind.S3Gateway => $"Add an S3 gateway endpoint to {unit.Subject}",
            _ => $"{unit.Kind} {unit.Subject}",
        };
}
