using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Results;

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

    private static HubIdentity? FromProperties(PSObject carrier) =>
        carrier.Properties["Name"]?.Value is { } name && carrier.Properties["HubVpcId"]?.Value is { } vpcId
            ? new HubIdentity(new HubReference
            {
                Name = name.ToString() ?? "",
                HubVpcId = vpcId.ToString(),
                HubAccountId = carrier.Properties["HubAccountId"]?.Value?.ToString(),
            })
            : null;
}
