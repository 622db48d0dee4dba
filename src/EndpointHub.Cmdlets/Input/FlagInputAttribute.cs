using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Lets a switch accept the texts that a CSV file has for true and false. PowerShell takes each text for true, <c>False</c> too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        new SwitchParameter(PropertyReader.IsTrue(inputData is PSObject wrapped ? wrapped.BaseObject : inputData));
}
