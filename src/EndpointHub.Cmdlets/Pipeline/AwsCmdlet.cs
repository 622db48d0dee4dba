using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet that talks to AWS, with the parameters for it that people know from AWS.Tools.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AwsCmdlet : AsyncCmdlet
{
    /// <summary>The region, for example <c>ap-northeast-1</c>. Without it: <c>$StoredAWSRegion</c>, the environment, the profile's region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    public string? Region { get; set; }

    /// <summary>The name of a profile in the shared AWS configuration. A name that does not exist is an error: no other account is taken instead.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StoredCredentials", "AWSProfileName")]
    public string? ProfileName { get; set; }

    /// <summary>The access key, given together with <c>-SecretKey</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    /// <summary>The secret key that belongs to <c>-AccessKey</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    /// <summary>The session token, where the keys are temporary.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    /// <summary>The address to send every request to instead of AWS's own, for example that of a sandbox: https, or http on this machine. The same is asked of an
    /// AWS_ENDPOINT_URL variable and of a profile's endpoint_url.</summary>
    [Parameter]
    public string? EndpointUrl { get; set; }

    /// <summary>Who calls AWS and where, for the present record. To be called while it is being processed: the next one may say otherwise.</summary>
    private protected AwsSettings CurrentSettings()
    {
        // The variables are the pipeline thread's to read; what they hold is asked for its keys again whenever a call is signed.
        var (region, credentials) = (GetVariableValue(AwsToolsVariables.Region), GetVariableValue(AwsToolsVariables.Credentials));
        return new AwsSettings
        {
            Region = Region,
            ProfileName = ProfileName,
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            SessionToken = SessionToken,
            EndpointUrl = EndpointUrl,
            StoredRegion = () => AwsToolsVariables.RegionOf(region),
            StoredCredentials = () => AwsToolsVariables.KeysOf(credentials),
        };
    }

    /// <summary>Whoever started this cmdlet, as an operation sees them. Only while work runs.</summary>
    private protected IOperator NewOperator(bool isDryRun, bool isForced = false) => new CmdletOperator(this, isDryRun, isForced);

    /// <summary>Those ids that can be ids. A bad argument ends the command; a bad record is reported and the next one is taken.</summary>
    /// <param name="kind">AWS's prefix, for example <c>vpc</c>.</param>
    /// <param name="ids">The ids as they were bound.</param>
    private protected IEnumerable<string> ValidIds(string kind, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (ResourceIds.Find(kind, id) is { } flaw)
            {
                Refuse(flaw, id);
            }
            else
            {
                yield return id;
            }
        }
    }

    /// <summary>Ids that narrow what a record asks for. One that cannot be an id ends the command even where records come down a pipeline: without it each
    /// record would ask for more than was said.</summary>
    /// <param name="kind">AWS's prefix, for example <c>rtb</c>.</param>
    /// <param name="ids">The ids as they were bound.</param>
    private protected ValueList<string> RequireValidIds(string kind, IEnumerable<string> ids)
    {
        var given = ids.ToValueList();
        foreach (var id in given)
        {
            if (ResourceIds.Find(kind, id) is { } flaw)
            {
                ThrowTerminatingError(Errors.From(flaw, id));
            }
        }

        return given;
    }

    /// <summary>Says what is wrong with a record. A bad argument ends the command; a bad record is reported and the next one is taken.</summary>
    /// <param name="flaw">What is wrong.</param>
    /// <param name="record">The record.</param>
    private protected void Refuse(Problem flaw, object? record)
    {
        if (!MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(Errors.From(flaw, record));
        }

        WriteError(Errors.From(flaw, record));
    }
}
