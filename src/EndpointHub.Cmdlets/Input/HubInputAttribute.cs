using System.Management.Automation;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes a hub accept the object of New-EndpointHub or Get-EndpointHub, the same object after JSON or remoting, or the hub's
/// name. It never throws. Any other value stays as it is, and PowerShell rejects it by its type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HubInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // PowerShell itself reports null for a mandatory parameter.
        if (inputData is null)
            return inputData!;

        var carrier = PSObject.AsPSObject(inputData);
        return carrier.BaseObject switch
        {
            HubIdentity identity => identity,
            Hub hub => new HubIdentity(HubReference.To(hub)),
            string { Length: > 0 } name => new HubIdentity(HubReference.Named(name)),
            _ => FromProperties(carrier) ?? inputData,
        };
    }

    private static HubIdentity? FromProperties(PSObject carrier)
    {
        if (PropertyReader.Text(carrier, "Name") is not { } name || PropertyReader.Text(carrier, "HubVpcId") is not { } vpcId)
            return null;

        return PropertyReader.Text(carrier, "HubAccountId") is { } accountId && PropertyReader.Text(carrier, "Region") is { } region
            ? new HubIdentity(
                HubReference.To(
                    new Hub
                    {
                        Name = name,
                        HubVpcId = vpcId,
                        HubAccountId = accountId,
                        Region = region,
                        Endpoints = Endpoints(carrier),
                        IsProjected = PropertyReader.Flag(carrier, "IsProjected"),
                        Steps = PropertyReader.Texts(carrier, "Steps"),
                        StepRecords = PropertyReader.Texts(carrier, "StepRecords"),
                    }
                )
            )
            : new HubIdentity(
                new HubReference
                {
                    Name = name,
                    HubVpcId = vpcId,
                    HubAccountId = PropertyReader.Text(carrier, "HubAccountId"),
                }
            );
    }

    // ConvertTo-Json at its default depth writes a list at this level as text.
    private static ValueList<HubEndpoint> Endpoints(PSObject carrier) =>
        (LanguagePrimitives.GetEnumerable(carrier.Properties["Endpoints"]?.Value)?.Cast<object>() ?? [])
            .OfType<object>()
            .Select(PSObject.AsPSObject)
            .Where(endpoint => PropertyReader.Text(endpoint, "ServiceName") is not null)
            .Select(endpoint => new HubEndpoint(
                PropertyReader.Text(endpoint, "ServiceName")!,
                PropertyReader.Text(endpoint, "VpcEndpointId") ?? "",
                PropertyReader.Text(endpoint, "State") ?? "",
                PropertyReader
                    .Texts(endpoint, "SubnetIds")
                    .SelectMany(text => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
                    .ToValueList()
            ))
            .ToValueList();
}
