using System.Management.Automation;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes tested paths accept one after JSON or remoting, with everything that a probe needs. A runbook inside a
/// spoke has no credentials to test the path again. It never throws. Any other value stays as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>().ToArray() ?? [inputData];
        var paths = items.Select(FromProperties).OfType<EndpointPath>().ToArray();
        return paths.Length == items.Length && paths.Length > 0 ? paths : inputData;
    }

    private static EndpointPath? FromProperties(object? item)
    {
        if (item is null)
            return null;

        var carrier = PSObject.AsPSObject(item);
        if (carrier.BaseObject is EndpointPath path)
            return path;

        return
            Text(carrier, "VpcId") is { } vpcId
            && Text(carrier, "AccountId") is { } accountId
            && Text(carrier, "Region") is { } region
            && Text(carrier, "HubVpcId") is { } hubVpcId
            && Text(carrier, "HubAccountId") is { } hubAccountId
            && Text(carrier, "ServiceName") is { } service
            && Verdict(carrier) is { } verdict
            ? new EndpointPath
            {
                VpcId = vpcId,
                AccountId = accountId,
                Region = region,
                HubVpcId = hubVpcId,
                HubAccountId = hubAccountId,
                HubName = Text(carrier, "HubName"),
                ServiceName = service,
                HubVpcEndpointId = Text(carrier, "HubVpcEndpointId"),
                Verdict = verdict,
                Findings = Each(carrier, "Findings", Finding),
                Names = Each(carrier, "Names", Name),
                Subnets = Each(carrier, "Subnets", Subnet),
                ProfileName = Text(carrier, "ProfileName"),
                IsProjected = PropertyReader.Flag(carrier, "IsProjected"),
                Steps = PropertyReader.Texts(carrier, "Steps"),
                StepRecords = PropertyReader.Texts(carrier, "StepRecords"),
            }
            : null;
    }

    private static NamePath? Name(PSObject carrier) =>
        Text(carrier, "Name") is { } name && Verdict(carrier) is { } verdict
            ? new NamePath(name, verdict, Text(carrier, "VpcEndpointId"), ValueList<PathHop>.Empty)
            : null;

    private static SubnetPath? Subnet(PSObject carrier) =>
        Text(carrier, "SubnetId") is { } id && Text(carrier, "AvailabilityZone") is { } zone && Verdict(carrier) is { } verdict
            ? new SubnetPath(id, zone, verdict, Each(carrier, "Addresses", Address))
            : null;

    private static AddressPath? Address(PSObject carrier) =>
        Text(carrier, "NetworkInterfaceId") is { } id
        && Ipv4Of(carrier.Properties["Address"]?.Value) is { } address
        && int.TryParse(Text(carrier, "Port"), out var port)
        && Verdict(carrier) is { } verdict
            ? new AddressPath(id, address, port, verdict, ValueList<PathHop>.Empty)
            : null;

    // JSON has an address as an object with its number, and CLIXML as text.
    private static Ipv4? Ipv4Of(object? held) =>
        held is not null && uint.TryParse(PSObject.AsPSObject(held).Properties["Value"]?.Value?.ToString(), out var number) ? new Ipv4(number)
        : Ipv4.TryParse(held?.ToString(), out var address) ? address
        : null;

    // A command from a file is left out, because nothing tells what it does.
    private static Finding? Finding(PSObject carrier) =>
        Value<FindingCode>(carrier, "Code") is { } code
            ? new Finding(code, Text(carrier, "Resource") ?? "", Text(carrier, "Reason") ?? "", Text(carrier, "Advice"))
            {
                Resources = Resources(carrier),
            }
            : null;

    // JSON of the default depth holds a list that stands this deep as its text.
    private static ValueList<string> Resources(PSObject carrier) =>
        PropertyReader.Texts(carrier, "Resources").SelectMany(text => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToValueList()
            is { Count: > 0 } resources
            ? resources
            : ValueList.Of(Text(carrier, "Resource") ?? "");

    private static PathVerdict? Verdict(PSObject carrier) => Value<PathVerdict>(carrier, "Verdict");

    // JSON may contain the number of an enum member. Enum.TryParse also accepts numbers without a member.
    private static T? Value<T>(PSObject carrier, string property)
        where T : struct, Enum => Enum.TryParse<T>(Text(carrier, property), out var value) && !int.TryParse(value.ToString(), out _) ? value : null;

    private static ValueList<T> Each<T>(PSObject carrier, string property, Func<PSObject, T?> convert)
        where T : class =>
        (LanguagePrimitives.GetEnumerable(carrier.Properties[property]?.Value)?.Cast<object>() ?? [])
            .Where(item => item is not null)
            .Select(item => convert(PSObject.AsPSObject(item)))
            .OfType<T>()
            .ToValueList();

    private static string? Text(PSObject carrier, string name) => PropertyReader.Text(carrier, name);
}
