using System.Management.Automation;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes a hub take the object of New-EndpointHub or Get-EndpointHub, what became of it in JSON or another session, or its
/// name. It never throws: what is no hub stays what it is, and PowerShell refuses it by its type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HubInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // PowerShell says of a mandatory parameter itself that null is no value for it.
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
        if (Carried.Text(carrier, "Name") is not { } name || Carried.Text(carrier, "HubVpcId") is not { } vpcId)
            return null;

        return Carried.Text(carrier, "HubAccountId") is { } accountId && Carried.Text(carrier, "Region") is { } region
            ? new HubIdentity(HubReference.To(new Hub
            {
                Name = name,
                HubVpcId = vpcId,
                HubAccountId = accountId,
                Region = region,
                Endpoints = Endpoints(carrier),
                IsProjected = Carried.Flag(carrier, "IsProjected"),
                Steps = Carried.Texts(carrier, "Steps"),
                StepRecords = Carried.Texts(carrier, "StepRecords"),
            }))
            : new HubIdentity(new HubReference { Name = name, HubVpcId = vpcId, HubAccountId = Carried.Text(carrier, "HubAccountId") });
    }

    // JSON of the default depth holds a list that stands this deep as its text.
    private static ValueList<HubEndpoint> Endpoints(PSObject carrier) =>
        (LanguagePrimitives.GetEnumerable(carrier.Properties["Endpoints"]?.Value)?.Cast<object>() ?? []).OfType<object>().Select(PSObject.AsPSObject)
        .Where(endpoint => Carried.Text(endpoint, "ServiceName") is not null)
        .Select(endpoint => new HubEndpoint(
            Carried.Text(endpoint, "ServiceName")!,
            Carried.Text(endpoint, "VpcEndpointId") ?? "",
            Carried.Text(endpoint, "State") ?? "",
            Carried.Texts(endpoint, "SubnetIds").SelectMany(text => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToValueList()))
        .ToValueList();
}
