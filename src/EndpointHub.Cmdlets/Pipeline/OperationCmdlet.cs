using System.ComponentModel;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>A cmdlet that declares what it asks for, and which operation does it.</summary>
/// <typeparam name="TRequest">One record of the operation's input.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OperationCmdlet<TRequest> : CollectingCmdlet<OperationInput<TRequest>>
    where TRequest : OperationRequest
{
    /// <summary>What does it.</summary>
    private protected abstract Operation<TRequest> Operation { get; }

    /// <summary>What the present record asks for; what is refused is reported and left out.</summary>
    private protected abstract IEnumerable<TRequest> Requests();

    private protected sealed override IEnumerable<OperationInput<TRequest>> Collect()
    {
        foreach (var request in Requests())
        {
            if (ValidRequest<TRequest>.Of(request, out var flaw) is { } valid)
                yield return new OperationInput<TRequest>(valid, CurrentSettings());
            else
                Refuse(flaw!, request.Record);
        }
    }

    private protected sealed override bool IsProjected(OperationInput<TRequest> input) => input.Request.IsProjected;

    private protected override async Task ActAsync(
        IReadOnlyList<OperationInput<TRequest>> inputs, IOperator @operator, CancellationToken cancellationToken)
    {
        // Records may name profiles and regions of their own; all that are reached in the same way are one plan.
        foreach (var same in inputs.GroupBy(input => input.Way))
        {
            using var access = await AwsAccess.OpenAsync(same.First().Settings, hubSettings: null, new AwsRuntime(), pacer: null, cancellationToken);
            var context = new OperationContext { Operator = @operator, Access = access, ProfileName = same.First().Settings.ProfileName };
            await Operation.RunValidAsync([.. same.Select(input => input.Valid)], context, cancellationToken);
        }
    }
}

/// <summary>One record with the way to AWS that was named along with it.</summary>
/// <typeparam name="TRequest">The record's kind.</typeparam>
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

    internal (string? Region, string? ProfileName, string? AccessKey, string? SecretKey, string? SessionToken) Way =>
        (Settings.Region, Settings.ProfileName, Settings.AccessKey, Settings.SecretKey, Settings.SessionToken);
}
