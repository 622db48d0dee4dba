namespace EndpointHub.Aws.Operations;

/// <summary>One record of a command's input.</summary>
public abstract record OperationRequest
{
    /// <summary>The record itself, for the errors that are about it; null when there is none.</summary>
    public object? Record { get; init; }

    /// <summary>Whether it is about something that is only predicted, so that nothing real can be done for it.</summary>
    public virtual bool IsProjected => false;

    /// <summary>What makes no sense about the record, whatever stands at AWS; null when nothing does.</summary>
    /// <returns>The problem, or null.</returns>
    public virtual Problem? Flaw() => null;

    /// <summary>Whether two records ask the same, whatever objects they came from.</summary>
    internal bool AsksTheSameAs(OperationRequest other) => Asked(this) == Asked(other);

    private static OperationRequest Asked(OperationRequest request) => request switch
    {
        AddPrivateZoneRequest zones => zones with { Record = null, Hub = HubReference.Named(""), Spoke = zones.Spoke is null ? null : SpokeReference.To("") },
        CutOverRequest cutover => cutover with { Record = null, Hub = null, Spoke = null },
        RevertCutoverRequest back => back with { Record = null, Spoke = SpokeReference.To("") },
        TestPathRequest test => test with { Record = null, Hub = null, Path = null, Spoke = SpokeReference.To("") },
        RemoveSpokeEndpointRequest removal => removal with { Record = null, Hub = null, Spoke = SpokeReference.To("") },
        AddS3GatewayRequest gateway => gateway with { Record = null, Spoke = SpokeReference.To("") },
        ConnectSpokeRequest connection => connection with { Record = null, Hub = HubReference.Named(""), Spoke = SpokeReference.To("") },
        _ => request with { Record = null },
    };
}
