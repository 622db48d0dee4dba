using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet about spokes that are connected to a hub. It accepts the object of an earlier cmdlet, or a VPC id and a hub.</summary>
/// <typeparam name="TRequest">The type of the operation's requests.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SpokeCmdlet<TRequest> : OperationCmdlet<TRequest>
    where TRequest : OperationRequest
{
    /// <summary>The parameter set of connections that an earlier cmdlet returned.</summary>
    protected const string ByConnection = "Connection";

    /// <summary>The parameter set of VPC ids.</summary>
    protected const string ByVpc = "Vpc";

    /// <summary>The spoke, as Connect-SpokeVpc or a later cmdlet returned it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByConnection)]
    [SpokeInput]
    [ValidateComplete]
    public SpokeConnection[] SpokeConnection { get; set; } = [];

    /// <summary>The spoke's VPC.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [IdFrom("VpcId")]
    public virtual string[] VpcId { get; set; } = [];

    /// <summary>The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [Alias("HubName")]
    [HubInput]
    [ArgumentCompleter(typeof(HubCompleter))]
    public HubIdentity? Hub { get; set; }

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full names. By default, all services of the hub.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string[] Service { get; set; } = [];

    /// <summary>Returns the spokes of the current record.</summary>
    private protected virtual IEnumerable<(SpokeReference Spoke, object Record)> Spokes() =>
        ParameterSetName == ByConnection
            ? SpokeConnection.Select(connection => (SpokeReference.To(connection), (object)connection))
            : ValidIds("vpc", VpcId, nameof(VpcId)).Select(id => (SpokeReference.To(id) with { Hub = Hub?.Reference }, (object)id));
}
