using System.ComponentModel;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet that turns its parameters into requests to an operation.</summary>
/// <typeparam name="TRequest">The type of the operation's requests.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OperationCmdlet<TRequest> : CollectingCmdlet<OperationInput<TRequest>>
    where TRequest : OperationRequest
{
    private bool _recordsHaveSettings;

    /// <summary>Gets the operation.</summary>
    private protected abstract Operation<TRequest> Operation { get; }

    /// <summary>Gets the time limit for waiting until AWS has completed its changes; null for AWS's usual times.</summary>
    private protected virtual TimeSpan? SettleLimit => null;

    /// <summary>Returns the requests of the current record. Invalid ones are reported and left out.</summary>
    private protected abstract IEnumerable<TRequest> Requests();

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (AwsSession.Validate(CurrentSettings(), new HostEnvironment()) is { } problem)
            ThrowTerminatingError(Errors.From(problem));
    }

    private protected sealed override IEnumerable<OperationInput<TRequest>> Collect()
    {
        _recordsHaveSettings |= HasRecordSettings;
        foreach (var request in Requests())
        {
            if (ValidRequest<TRequest>.Of(request, out var problem) is { } valid)
                yield return new OperationInput<TRequest>(valid, CurrentSettings());
            else
                ReportInvalid(problem!, request.Record);
        }
    }

    private protected sealed override bool IsProjected(OperationInput<TRequest> input) => input.Request.IsProjected;

    private protected sealed override async Task ActAsync(
        IReadOnlyList<OperationInput<TRequest>> inputs,
        IOperator @operator,
        CancellationToken cancellationToken
    )
    {
        // Records may name profiles and regions of their own. Those with the same credentials and region are one plan.
        foreach (var same in inputs.GroupBy(input => input.Connection))
        {
            try
            {
                await ActAsync([.. same.Select(input => input.Valid)], same.First().Settings, @operator, cancellationToken);
            }
            catch (EndpointHubException refused) when (_recordsHaveSettings)
            {
                // Records with other settings do not depend on these.
                foreach (var input in same)
                    @operator.Fail(refused.Problem, input.Request.Record);
            }
        }
    }

    /// <summary>Runs the operation for requests with the same credentials and region.</summary>
    private protected virtual async Task ActAsync(
        IReadOnlyList<ValidRequest<TRequest>> requests,
        AwsSettings settings,
        IOperator @operator,
        CancellationToken cancellationToken
    )
    {
        using var access = await AwsAccess.OpenAsync(settings, hubSettings: null, new AwsRuntime(), cancellationToken);
        var context = new OperationContext
        {
            Operator = @operator,
            Access = access,
            ProfileName = settings.ProfileName,
            SettleLimit = SettleLimit,
        };
        await Operation.RunValidAsync(requests, context, cancellationToken);
    }
}

/// <summary>One request with the credentials and the region to use for it.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
public sealed class OperationInput<TRequest>
    where TRequest : OperationRequest
{
    internal OperationInput(ValidRequest<TRequest> valid, AwsSettings settings)
    {
        Valid = valid;
        Settings = settings;
    }

    internal ValidRequest<TRequest> Valid { get; }

    internal TRequest Request => Valid.Request;

    internal AwsSettings Settings { get; }

    internal (string? Region, string? ProfileName, string? AccessKey, string? SecretKey, string? SessionToken) Connection =>
        (Settings.Region, Settings.ProfileName, Settings.AccessKey, Settings.SecretKey, Settings.SessionToken);
}
