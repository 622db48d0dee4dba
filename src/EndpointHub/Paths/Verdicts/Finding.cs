namespace EndpointHub.Paths.Verdicts;

/// <summary>One thing that is the matter on a path, with the resource that decided it and what would mend it.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Resource">The id or name of the resource that decided.</param>
/// <param name="Reason">What is the matter, as a sentence that begins with the resource.</param>
/// <param name="Remedy">The command that would mend it; a sentence where no single command does.</param>
public sealed record Finding(FindingCode Code, string Resource, string Reason, string Remedy)
{
    /// <summary>The part of the path it belongs to.</summary>
    public PathLayer Layer => FindingNature.Of(Code).Layer;

    /// <summary>What it does to the verdict.</summary>
    public FindingEffect Effect => FindingNature.Of(Code).Effect;

    /// <summary>Code, resource and reason.</summary>
    /// <returns>One line for people.</returns>
    public override string ToString() => $"{Code}: {Resource} {Reason}";
}

/// <summary>The parts of a path.</summary>
public enum PathLayer
{
    /// <summary>From a name to the endpoint's addresses.</summary>
    Name,

    /// <summary>From a client to an address, and back.</summary>
    Packet,

    /// <summary>What the endpoint lets through of what reaches it.</summary>
    Policy,
}

/// <summary>What a finding does to the verdict.</summary>
public enum FindingEffect
{
    /// <summary>Nothing: it is worth knowing.</summary>
    Warns,

    /// <summary>The network as read does not decide; the verdict is Unknown when nothing fails.</summary>
    Unsettles,

    /// <summary>The verdict is Unreachable.</summary>
    Fails,
}
