using System.Net;
using System.Net.Sockets;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>Validates the members of a new rule by its type (service model, CreateResolverRuleRequest).</summary>
internal sealed class RuleDraft(string type, string? domainName, List<TargetAddress> targets, string? endpointId, string? delegationRecord)
{
    private const int DnsPort = 53;

    public string? Domain { get; } = domainName is null ? null : DnsName.Canonical(domainName);

    public string? Delegation { get; } = delegationRecord is null ? null : DnsName.Canonical(delegationRecord);

    public List<TargetAddress> Targets { get; } = [.. targets.Select(WithPort)];

    public void Check()
    {
        // Observed as [RSLVR-00718].
        if (type == "RECURSIVE")
            throw new AwsException("InvalidRequestException", "Cannot create a rule with type RECURSIVE");
        if (type == "DELEGATE")
            CheckDelegate();
        else
            CheckDomain(type == "FORWARD");
    }

    private static TargetAddress WithPort(TargetAddress target)
    {
        var whole = target.Clone();
        whole.Port ??= DnsPort;
        return whole;
    }

    private void CheckDomain(bool forwards)
    {
        if (delegationRecord is not null)
            throw Parameter("DelegationRecord is allowed only for rules of type DELEGATE.");
        // Observed as [RSLVR-00711].
        if (Domain is null || !IsDomain(Domain))
            throw Parameter("Invalid domain name");
        if (!forwards && (targets.Count > 0 || endpointId is not null))
            throw new AwsException("InvalidRequestException", "Cannot specify resolver endpoint ID and target IP for SYSTEM type resolver rule");
        if (!forwards)
            return;
        if (targets.Count == 0)
            throw Parameter("Forward resolver rules need target IPs");
        CheckEndpoint();
        targets.ForEach(CheckTarget);
        if (targets.Select(t => t.Ip is null).Distinct().Count() > 1)
            throw Parameter("A rule cannot have both IPv4 and IPv6 target addresses");
    }

    private void CheckDelegate()
    {
        if (Delegation is null || !IsDomain(Delegation) || targets.Count > 0)
            throw Parameter("Delegate resolver rules need to specify a nameserver name");
        if (Domain is not null)
            throw Parameter("DomainName is allowed only for rules of type FORWARD and SYSTEM.");
        CheckEndpoint();
    }

    /// <summary>Resolver endpoints are not simulated, so every id in the format of an outbound endpoint is accepted as one of the caller's.</summary>
    private void CheckEndpoint()
    {
        if (endpointId is null)
            throw Parameter("The rule needs a resolver endpoint ID");
        const string Outbound = "rslvr-out-";
        if (
            endpointId.Length is <= 10 or > 64
            || !endpointId.StartsWith(Outbound, StringComparison.Ordinal)
            || !endpointId[Outbound.Length..].All(char.IsAsciiLetterOrDigit)
        )
        {
            throw new AwsException("ResourceNotFoundException", $"Resolver endpoint with ID '{endpointId}' does not exist.");
        }
    }

    private static void CheckTarget(TargetAddress target)
    {
        Constraints.Range("port", target.Port, 0, 65535);
        Constraints.Length("serverNameIndication", target.ServerNameIndication, 0, 255);
        if ((target.Ip is null) == (target.Ipv6 is null))
            throw Parameter("A target must have exactly one of Ip and Ipv6");
        if (target.Ip is { } ip ? !IsIPv4(ip) : !IsIPv6(target.Ipv6!))
            throw Parameter($"Invalid IP address: '{target.Ip ?? target.Ipv6}'");
        if (target.ServerNameIndication is not null && target.Protocol != "DoH")
            throw Parameter("ServerNameIndication is allowed only for the protocol DoH");
    }

    private static bool IsIPv4(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    private static bool IsIPv6(string text) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');

    /// <summary>Returns true for a valid domain name; a single dot stands for all names.</summary>
    private static bool IsDomain(string canonical) =>
        canonical == "." || (DnsName.IsValid(canonical) && !canonical.Contains('*', StringComparison.Ordinal));

    private static AwsException Parameter(string message) => new("InvalidParameterException", message);
}
