namespace EndpointHub.Paths.Verdicts;

/// <summary>Something that a name or a packet meets on its way, with the resource that decided what became of it.</summary>
/// <param name="Resource">The id of the resource that decided.</param>
/// <param name="Finding">What is the matter here; null when the hop is passed.</param>
public abstract record PathHop(string Resource, Finding? Finding)
{
    /// <summary>What was met and what it did, as words without a full stop. Put together when it is asked for.</summary>
    public abstract string Description { get; }

    /// <summary>True if this hop alone would let the path stand.</summary>
    public PathVerdict Verdict => Finding is null ? PathVerdict.Reachable : Finding.Effect.ToVerdict();

    /// <summary>The hop for people.</summary>
    /// <returns><see cref="Description"/>, and what is the matter.</returns>
    public sealed override string ToString() => Finding is null ? Description : $"{Description} [{Finding.Code}]";
}
