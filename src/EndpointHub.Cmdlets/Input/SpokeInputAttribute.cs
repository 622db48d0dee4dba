using System.Management.Automation;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes connections accept one after JSON, CSV or remoting. Without it PowerShell would bind only single properties of such an
/// object, for example its region. It never throws. Any other value stays as it is.
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

        string? Text(string name) => PropertyReader.Text(carrier, name);
        return
            Text("VpcId") is { } vpcId
            && Text("AccountId") is { } accountId
            && Text("Region") is { } region
            && Text("HubName") is { } hubName
            && Text("HubVpcId") is { } hubVpcId
            && Text("HubAccountId") is { } hubAccountId
            // A path has these properties too, but is about a single service.
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
                IsProjected = PropertyReader.Flag(carrier, "IsProjected"),
                Steps = PropertyReader.Texts(carrier, "Steps"),
                StepRecords = PropertyReader.Texts(carrier, "StepRecords"),
            }
            : null;
    }
}
