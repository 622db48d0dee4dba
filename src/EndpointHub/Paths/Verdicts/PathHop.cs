using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>A hop on the path of a name or a packet, with the deciding resource.</summary>
/// <param name="Resource">The id of the deciding resource.</param>
/// <param name="Finding">The finding; null when the hop has none.</param>
public abstract record PathHop(string Resource, Finding? Finding)
{
    /// <summary>The description of the hop, without a full stop. It is created on demand.</summary>
    public abstract string Description { get; }

    /// <summary>The verdict about this hop alone.</summary>
    public PathVerdict Verdict => Finding is null ? PathVerdict.Reachable : Finding.Effect.ToVerdict();

    /// <summary>The hop as text.</summary>
    /// <returns><see cref="Description"/>, and the code of the finding.</returns>
    public sealed override string ToString() => DisplayText.Escape(Finding is null ? Description : $"{Description} [{Finding.Code}]");
}
