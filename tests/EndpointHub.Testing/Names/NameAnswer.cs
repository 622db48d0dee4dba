using System.Net;
using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Testing.Names;

/// <summary>The answer for a name, according to the path test or to a DNS server.</summary>
internal sealed record NameAnswer(AnswerKind Kind, ValueList<string> Addresses)
{
    /// <summary>Converts the response of a DNS server.</summary>
    /// <param name="reply">The response.</param>
    /// <param name="relays">
    /// True when the client's view forwards a domain to this server. If the zone of the domain begins above it, BIND does not accept a response
    /// NXDOMAIN, because its authority is outside the forwarded domain, and responds SERVFAIL.
    /// </param>
    public static NameAnswer Of(DnsReply reply, bool relays) =>
        reply switch
        {
            { Status: "NOERROR", Addresses: [OnPremises.Address] } => new(AnswerKind.Forwarded),
            { Status: "NOERROR", Addresses: [SnapshotViews.PublicAddress] } => new(AnswerKind.Public),
            { Status: "NOERROR", Addresses.Count: > 0 } => new(AnswerKind.Addresses, Ordered(reply.Addresses)),
            { Status: "NOERROR" or "NXDOMAIN" or "REFUSED" } => new(AnswerKind.Nothing),
            { Status: "SERVFAIL" } when relays => new(AnswerKind.Nothing),
            _ => new(AnswerKind.Failed),
        };

    /// <summary>Converts the hops of a name.</summary>
    /// <param name="path">The tested name.</param>
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
        : this(kind, ValueList<string>.Empty) { }

    /// <summary>True when the response of the server agrees with the path test.</summary>
    public bool Allows(NameAnswer actual) =>
        Kind switch
        {
            AnswerKind.Undecided => true,
            AnswerKind.NothingPrivate => actual.Kind != AnswerKind.Addresses,
            _ => this == actual,
        };

    public override string ToString() => Kind == AnswerKind.Addresses ? Addresses.ToString() : Kind.ToString();

    private static ValueList<string> Ordered(IEnumerable<string> addresses) =>
        addresses.Distinct(StringComparer.Ordinal).OrderBy(address => address, StringComparer.Ordinal).ToValueList();
}

internal enum AnswerKind
{
    /// <summary>Addresses of the VPCs.</summary>
    Addresses,

    /// <summary>No address: the name does not exist, or has none.</summary>
    Nothing,

    /// <summary>The public answer.</summary>
    Public,

    /// <summary>The answer of on-premises servers.</summary>
    Forwarded,

    /// <summary>Any answer except addresses of the VPCs, because their private zones do not apply.</summary>
    NothingPrivate,

    /// <summary>The server failed, for example because of a CNAME loop.</summary>
    Failed,

    /// <summary>The path test gives no answer.</summary>
    Undecided,
}
