using System.Management.Automation;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes connections take what became of one in JSON, in a CSV row or in another session. Without it such an object would
/// only be looked at by its properties, and PowerShell would bind its region and look no further. It never throws: what is no connection stays
/// what it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SpokeInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>().ToArray() ?? [inputData];
        var connections = items.Select(FromProperties).OfType<SpokeConnection>().ToArray();
        return connections.Length == items.Length && connections.Length > 0 ? connections : inputData;
    }

    private static SpokeConnection? FromProperties(object? item)
    {
        if (item is null)
            return null;

        var carrier = PSObject.AsPSObject(item);
        if (carrier.BaseObject is SpokeConnection connection)
            return connection;

        string? Text(string name) => Carried.Text(carrier, name);
        return Text("VpcId") is { } vpcId && Text("AccountId") is { } accountId && Text("Region") is { } region
            && Text("HubName") is { } hubName && Text("HubVpcId") is { } hubVpcId && Text("HubAccountId") is { } hubAccountId
            // A path names a spoke too, but stands for one of its services only.
            && carrier.Properties["ServiceName"] is null
                ? new SpokeConnection
                {
                    VpcId = vpcId,
                    AccountId = accountId,
                    Region = region,
                    HubName = hubName,
                    HubVpcId = hubVpcId,
                    HubAccountId = hubAccountId,
                    ProfileName = Text("ProfileName"),
                    IsProjected = Carried.Flag(carrier, "IsProjected"),
                    Steps = Carried.Texts(carrier, "Steps"),
                    StepRecords = Carried.Texts(carrier, "StepRecords"),
                }
                : null;
    }
}
