using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.Loader;

namespace EndpointHub.TestCmdlets;

/// <summary>Tells which copy of the AWS runtime the module's code is bound to.</summary>
[Cmdlet(VerbsCommon.Get, "AwsRuntime")]
[OutputType(typeof(PSObject))]
public sealed class GetAwsRuntime : PSCmdlet
{
    protected override void EndProcessing()
    {
        var bound = typeof(Amazon.Runtime.BasicAWSCredentials).Assembly;
        var told = new PSObject();
        told.Properties.Add(new PSNoteProperty("Location", bound.Location));
        told.Properties.Add(new PSNoteProperty("FileVersion", FileVersionInfo.GetVersionInfo(bound.Location).FileVersion));
        told.Properties.Add(new PSNoteProperty("Context", AssemblyLoadContext.GetLoadContext(bound)?.Name));
        told.Properties.Add(new PSNoteProperty("Works", new Amazon.Runtime.BasicAWSCredentials("a", "b").GetCredentials().AccessKey == "a"));
        WriteObject(told);
    }
}
