using System.Management.Automation;
using EndpointHub.Aws.Sessions;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Cmdlets.State;
using EndpointHub.Topology;

namespace EndpointHub.TestCmdlets;

/// <summary>Emits the AWS settings that a cmdlet would use.</summary>
[Cmdlet(VerbsCommon.Get, "TestSettings")]
[OutputType(typeof(PSObject))]
public sealed class GetTestSettings : AwsCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Caches the settings in the runspace for this account.</summary>
    [Parameter]
    public string? RememberFor { get; set; }

    /// <summary>Uses the settings that the runspace has cached for this account.</summary>
    [Parameter]
    public string? RecallFor { get; set; }

    protected override void ProcessRecord()
    {
        var settings = RecallFor is null ? CurrentSettings() : RunspaceState.Current.Find(HubOf(RecallFor));
        if (RememberFor is not null)
        {
            RunspaceState.Current.Remember(HubOf(RememberFor), settings!);
        }

        if (settings is not null)
        {
            WriteObject(Describe(settings));
        }
    }

    private static Location HubOf(string account) => new(account, "ap-northeast-1");

    private static PSObject Describe(AwsSettings settings)
    {
        var described = new PSObject();
        foreach (
            var (name, value) in new[]
            {
                ("Region", settings.Region),
                ("ProfileName", settings.ProfileName),
                ("AccessKey", settings.AccessKey),
                ("SecretKey", settings.SecretKey),
                ("SessionToken", settings.SessionToken),
                ("EndpointUrl", settings.EndpointUrl),
                ("StoredRegion", settings.StoredRegion!()),
            }
        )
        {
            described.Properties.Add(new PSNoteProperty(name, value));
        }

        // A session reads stored credentials on demand.
        described.Properties.Add(
            new PSNoteProperty(
                "Stored",
                new Func<object?>(() => settings.StoredCredentials!() is { } keys ? $"{keys.AccessKey}/{keys.SecretKey}/{keys.SessionToken}" : null)
            )
        );
        return described;
    }
}
