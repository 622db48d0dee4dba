using System.Text.Json;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Route53Profiles;

/// <summary>A resource that can be associated with a Profile, found by its ARN.</summary>
/// <param name="Type">The ResourceType. The names follow the only one in AWS's examples, FIREWALL_RULE_GROUP.</param>
/// <param name="Noun">The name of the resource type in AWS's messages.</param>
/// <param name="Source">The effect on name resolution; null if there is none.</param>
/// <param name="ZoneNames">The names of the zones that it adds to a VPC.</param>
internal sealed record Holdable(string Type, string Noun, DnsSource? Source, IReadOnlyList<string> ZoneNames, string? Properties = null)
{
    /// <summary>Returns true for two zones of one name or two rules of one domain, which a Profile cannot both have.</summary>
    public bool ClashesWith(Holdable other) =>
        ZoneNames.Intersect(other.ZoneNames).Any()
        || (Source is RuleSource rule && other.Source is RuleSource another && rule.Domain == another.Domain);

    /// <returns>Null if the resource does not exist or the account cannot associate it.</returns>
    /// <exception cref="AwsException">A resource of this type cannot be associated with a Profile, in the sandbox or in AWS.</exception>
    public static Holdable? Find(World world, Network net, string arn, string? properties)
    {
        var id = arn[(arn.LastIndexOf('/') + 1)..];
        var partition = Services.Partition.Of(net.Region).Name;
        var place = $"{net.Region}:{net.Account}";
        if (arn == $"arn:{partition}:route53:::hostedzone/{id}")
            return Zone(world, net, id);
        if (arn == $"arn:{partition}:ec2:{place}:vpc-endpoint/{id}")
            return Endpoint(world, net, id);
        if (
            arn.StartsWith($"arn:{partition}:route53resolver:", StringComparison.Ordinal)
            && arn.EndsWith($":resolver-rule/{id}", StringComparison.Ordinal)
        )
        {
            return Rule(world, net, arn, id);
        }

        if (
            arn.StartsWith($"arn:{partition}:route53resolver:", StringComparison.Ordinal)
            && arn.EndsWith($":firewall-rule-group/{id}", StringComparison.Ordinal)
        )
        {
            return RuleGroup(world, net, arn, id, properties);
        }

        if (arn.Contains(":resolver-query-log-config/", StringComparison.Ordinal))
            throw AwsException.Unsupported($"ResourceArn {arn}");
        if (arn.StartsWith($"arn:{partition}:ec2:", StringComparison.Ordinal) && arn.EndsWith($":vpc-endpoint/{id}", StringComparison.Ordinal))
            return null;
        throw new AwsException("InvalidParameterException", $"'{arn}' is not the ARN of a resource that can be associated with a Profile.");
    }

    private static Holdable? Zone(World world, Network net, string id)
    {
        if (world.Zones.Find(id) is not { } zone || zone.Owner != net.Account)
            return null;
        if (!zone.IsPrivate)
            throw new AwsException("InvalidParameterException", $"The hosted zone {id} is not a private hosted zone.");
        return new("PRIVATE_HOSTED_ZONE", "private hosted zone", zone.Source, [zone.Name]);
    }

    private static Holdable? Rule(World world, Network net, string arn, string id)
    {
        if (world.ResolverRules.Find(id) is not { } rule || rule.Arn != arn || rule.Region != net.Region || rule.Status == "DELETING")
            return null;
        return world.Options.Rules.Show(rule.OwnerId, net.Account) ? new("RESOLVER_RULE", "Resolver rule", RuleSource.Of(rule), []) : null;
    }

    private static Holdable? RuleGroup(World world, Network net, string arn, string id, string? properties)
    {
        if (world.FirewallRuleGroups.Find(id) is not { } group || group.Arn != arn || group.Region != net.Region)
            return null;
        if (!world.Options.Rules.Show(group.OwnerId, net.Account))
            return null;
        return new("FIREWALL_RULE_GROUP", "DNS Firewall rule group", new FirewallSource(id, Priority(properties)), [], properties);
    }

    /// <summary>Reads the priority of a rule group, for example <c>{"priority":102}</c> (service model, AssociateResourceToProfile).</summary>
    private static int Priority(string? properties)
    {
        try
        {
            using var document = JsonDocument.Parse(properties ?? "");
            if (
                document.RootElement is { ValueKind: JsonValueKind.Object } members
                && members.TryGetProperty("priority", out var priority)
                && priority.ValueKind == JsonValueKind.Number
                && priority.TryGetInt32(out var number)
                && number is >= 100 and <= 9900
            )
            {
                return number;
            }
        }
        catch (JsonException)
        {
            // Text that is not JSON is refused below.
        }

        throw new AwsException("InvalidParameterException", "A DNS Firewall rule group needs a priority between 100 and 9900 in ResourceProperties.");
    }

    private static Holdable? Endpoint(World world, Network net, string id)
    {
        if (net.Endpoints.Find(id) is not { IsGone: false } endpoint)
            return null;
        if (!endpoint.IsInterface)
            throw new AwsException("InvalidParameterException", $"The VPC endpoint {id} is not an interface endpoint.");
        var properties = new OrderedDictionary<string, string> { ["ServiceName"] = endpoint.ServiceName + "." };
        var zones = world.Zones.ManagedFor(id);
        foreach (var zone in zones)
            properties.Add(zone.Id, zone.Name);
        return new(
            "VPC_ENDPOINT",
            "VPC endpoint",
            new EndpointSource(endpoint.VpcEndpointId!),
            [.. zones.Select(z => z.Name)],
            JsonSerializer.Serialize(properties)
        );
    }
}
