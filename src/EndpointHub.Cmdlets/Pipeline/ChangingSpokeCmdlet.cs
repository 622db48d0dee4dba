using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations.Requests;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet that changes something for the spokes of a hub, and waits until AWS has completed it.</summary>
/// <typeparam name="TRequest">The type of the operation's requests.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChangingSpokeCmdlet<TRequest> : SpokeCmdlet<TRequest>
    where TRequest : OperationRequest
{
    /// <summary>
    /// The time to wait until AWS has completed the changes. After it nothing more is begun, what is done is returned, and an error names each
    /// resource that is unfinished. The same command continues. A cut-over that has started is not cut short. By default, AWS gets the time that it
    /// usually needs, ten minutes at most for an endpoint.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    private protected sealed override TimeSpan? SettleLimit => TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
