using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Errors;
using EndpointHub.Planners;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet that calls AWS, with the common parameters of AWS.Tools.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AwsCmdlet : AsyncCmdlet
{
    private readonly HashSet<string> _arguments = new(StringComparer.Ordinal);
    private AwsSettings? _settings;
    private object? _settingsValues;

    /// <summary>
    /// The Region, for example <c>ap-northeast-1</c>. By default, <c>$StoredAWSRegion</c>, then the environment, then the profile's Region.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    public string? Region { get; set; }

    /// <summary>
    /// The name of a profile in the shared AWS configuration. A name that does not exist is an error. No other account is used instead.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StoredCredentials", "AWSProfileName")]
    public string? ProfileName { get; set; }

    /// <summary>The access key. Use it together with <c>-SecretKey</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    /// <summary>The secret key that belongs to <c>-AccessKey</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    /// <summary>The session token of temporary keys.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    /// <summary>The URL that receives every request instead of AWS, for example that of a sandbox. It must be https, or http on this machine. The
    /// same applies to an
    /// AWS_ENDPOINT_URL variable and to a profile's endpoint_url.</summary>
    [Parameter]
    public string? EndpointUrl { get; set; }

    /// <summary>True if the current record names credentials or a region of its own.</summary>
    private protected bool HasRecordSettings =>
        IsOfRecord(nameof(Region), Region)
        || IsOfRecord(nameof(ProfileName), ProfileName)
        || IsOfRecord(nameof(AccessKey), AccessKey)
        || IsOfRecord(nameof(SecretKey), SecretKey)
        || IsOfRecord(nameof(SessionToken), SessionToken);

    /// <inheritdoc />
    /// <remarks>PowerShell adds the properties of the records to the bound parameters later.</remarks>
    protected override void BeginProcessing() => _arguments.UnionWith(MyInvocation.BoundParameters.Keys);

    /// <summary>
    /// Gets the credentials and the region for the current record. Call it while the record is being processed, because the next one may differ.
    /// Successive records with the same settings share one object.
    /// </summary>
    private protected AwsSettings CurrentSettings()
    {
        // Variables can only be read on the pipeline thread. The keys in their values are read again whenever a call is signed.
        var (region, credentials) = (GetVariableValue(AwsToolsVariables.Region), GetVariableValue(AwsToolsVariables.Credentials));
        var values = (Region, ProfileName, AccessKey, SecretKey, SessionToken, EndpointUrl, region, credentials);
        if (_settings is not null && values.Equals(_settingsValues))
            return _settings;

        _settingsValues = values;
        return _settings = new AwsSettings
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

    /// <summary>Creates the operator that an operation reports to. Call it only while work runs.</summary>
    private protected IOperator NewOperator(bool isDryRun, bool isForced = false) => new CmdletOperator(this, isDryRun, isForced);

    /// <summary>
    /// Returns the well-formed ids. A malformed argument ends the command. A malformed record is reported, and the next one is processed.
    /// </summary>
    /// <param name="kind">The prefix of the kind of resource, for example <c>vpc</c>.</param>
    /// <param name="ids">The ids as they were bound.</param>
    /// <param name="parameter">The name of their parameter.</param>
    private protected IEnumerable<string> ValidIds(string kind, IEnumerable<string> ids, string parameter)
    {
        foreach (var id in ids)
        {
            if (ResourceIds.Validate(kind, id) is { } problem)
            {
                ReportInvalid(problem, id, _arguments.Contains(parameter));
            }
            else
            {
                yield return id;
            }
        }
    }

    /// <summary>Validates ids that restrict a request. A malformed id always ends the command, because without it each
    /// record would request more than was specified.</summary>
    /// <param name="kind">The prefix of the kind of resource, for example <c>rtb</c>.</param>
    /// <param name="ids">The ids as they were bound.</param>
    private protected ValueList<string> RequireValidIds(string kind, IEnumerable<string> ids)
    {
        var given = ids.ToValueList();
        foreach (var id in given)
        {
            if (ResourceIds.Validate(kind, id) is { } problem)
            {
                ThrowTerminatingError(Errors.From(problem, id));
            }
        }

        return given;
    }

    /// <summary>
    /// Validates the tags of <c>-Tag</c>. A malformed tag always ends the command, because resources without it would break a company's rule.
    /// </summary>
    /// <param name="table">The hashtable as it was bound.</param>
    /// <param name="limit">The number of tags that the resources of the command can have.</param>
    private protected ValueList<Tag> RequireValidTags(Hashtable? table, int limit)
    {
        try
        {
            var tags = TagTable.Read(table);
            if (TagRules.Validate(tags, limit) is { } problem)
                ThrowTerminatingError(Errors.From(problem));
            return tags;
        }
        catch (EndpointHubException malformed)
        {
            ThrowTerminatingError(Errors.From(malformed.Problem));
            throw;
        }
    }

    /// <summary>
    /// Reports an invalid record. An invalid argument ends the command. An invalid record is reported, and the next one is processed.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="record">The record.</param>
    /// <param name="isArgument">True if the invalid value is the same for every record.</param>
    private protected void ReportInvalid(Problem problem, object? record, bool isArgument = false)
    {
        if (isArgument || !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(Errors.From(problem, record));
        }

        WriteError(Errors.From(problem, record));
    }

    private bool IsOfRecord(string parameter, string? value) => !string.IsNullOrEmpty(value) && !_arguments.Contains(parameter);
}
