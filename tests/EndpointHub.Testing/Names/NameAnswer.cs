using System.Net;
using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Testing.Names;

/// <summary>What a name resolves to, as the analysis has it or as a server said it.</summary>
internal sealed record NameAnswer(AnswerKind Kind, ValueList<string> Addresses)
{
    /// <summary>Reads a server's answer.</summary>
    /// <param name="reply">What it said.</param>
    /// <param name="relays">
    /// Whether the client's view asks the server itself about some domain. Where that domain's zone begins above it, BIND distrusts an answer
    /// that the name does not exist, for its authority stands outside what was forwarded, and reports a failure.
    /// </param>
    public static NameAnswer Of(DnsReply reply, bool relays) => reply switch
    {
        { Status: "NOERROR", Addresses: [OnPremises.Address] } => new(AnswerKind.Forwarded),
        { Status: "NOERROR", Addresses: [SnapshotViews.PublicAddress] } => new(AnswerKind.Public),
        { Status: "NOERROR", Addresses.Count: > 0 } => new(AnswerKind.Addresses, Ordered(reply.Addresses)),
        { Status: "NOERROR" or "NXDOMAIN" or "REFUSED" } => new(AnswerKind.Nothing),
        { Status: "SERVFAIL" } when relays => new(AnswerKind.Nothing),
        _ => new(AnswerKind.Failed),
    };

    /// <summary>Reads an answer off the hops of a name.</summary>
    /// <param name="path">The analysed name.</param>
    /// <param name="endpointNames">The addresses of endpoints' own names.</param>
    public static NameAnswer Of(NamePath path, IReadOnlyDictionary<string, ValueList<string>> endpointNames)
    {
        var findings = path.Hops.Select(hop => hop.Finding).OfType<Finding>().ToList();
        return findings.Exists(finding => finding.Code == FindingCode.VpcDnsDisabled) ? new(AnswerKind.NothingPrivate)
            : findings is [{ Code: FindingCode.ResolverRuleForwards }] ? new(AnswerKind.Forwarded)
            : findings.Exists(finding => finding.Effect == FindingEffect.Unsettles) ? new(AnswerKind.Undecided)
            : findings.Exists(finding => finding.Code == FindingCode.DnsFirewallBlocks) ? new(AnswerKind.Nothing)
            : findings.Exists(finding => finding.Code == FindingCode.AnsweredPublicly) ? new(AnswerKind.Public)
            : path.Hops.OfType<RecordHop>().LastOrDefault()?.Answer is not { } answer ? new(AnswerKind.Nothing)
            : endpointNames.TryGetValue(answer, out var addresses) ? new(AnswerKind.Addresses, Ordered(addresses))
            : IPAddress.TryParse(answer.Split(", ")[0], out _) ? new(AnswerKind.Addresses, Ordered(answer.Split(", ")))
            : new(AnswerKind.Nothing);
    }

    public NameAnswer(AnswerKind kind)
        : this(kind, ValueList<string>.Empty)
    {
    }

    /// <summary>Whether a server's answer is what the analysis promised.</summary>
    public bool Allows(NameAnswer said) => Kind switch
    {
        AnswerKind.Undecided => true,
        AnswerKind.NothingPrivate => said.Kind != AnswerKind.Addresses,
        _ => this == said,
    };

    public override string ToString() => Kind == AnswerKind.Addresses ? Addresses.ToString() : Kind.ToString();

    private static ValueList<string> Ordered(IEnumerable<string> addresses) => addresses.Distinct(StringComparer.Ordinal).OrderBy(address => address, StringComparer.Ordinal).ToValueList();
}

internal enum AnswerKind
{
    /// <summary>Addresses of the VPCs.</summary>
    Addresses,

    /// <summary>No address: the name does not exist, or has none.</summary>
    Nothing,

    /// <summary>What everybody is answered.</summary>
    Public,

    /// <summary>What the customer's own servers answer.</summary>
    Forwarded,

    /// <summary>Whatever is no address of the VPCs: their private zones are switched off.</summary>
    NothingPrivate,

    /// <summary>The server gave up, for example on names that lead to each other.</summary>
    Failed,

    /// <summary>The analysis does not say.</summary>
    Undecided,
}
