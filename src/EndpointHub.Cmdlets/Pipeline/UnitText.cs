using EndpointHub.Planning;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A unit of a plan in words: what it amounts to and every API call in it.</summary>
internal static class UnitText
{
    internal static string Headline(PlanUnit unit) => unit.Kind switch
    {
        PlanUnitKind.Hub => $"Build hub {unit.Subject}",
        PlanUnitKind.Connection => $"Connect {unit.Subject} to the hub",
        PlanUnitKind.Zones => $"Make the private zones of hub {unit.Subject}",
        PlanUnitKind.Cutover => $"Cut {unit.Subject} over to the hub",
        PlanUnitKind.Return => $"Lead the names of {unit.Subject} back to its own endpoints",
        PlanUnitKind.PrivateDnsOff => $"Switch private DNS off in {unit.Subject}",
        PlanUnitKind.Removal => $"Remove the idle endpoints of {unit.Subject}",
        PlanUnitKind.S3Gateway => $"Lead {unit.Subject} to S3 through a gateway endpoint of its own",
        _ => $"{unit.Kind} {unit.Subject}",
    };

    internal static string Of(PlanUnit unit) =>
        string.Join(Environment.NewLine, [$"{Headline(unit)}:", .. unit.Steps.Select(step => $"  {step.Action}: {step.Description}")]);
}
