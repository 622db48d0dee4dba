using Amazon.Runtime;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// Credentials of the AWS SDK whose failures are problems of this project. The SDK's exceptions contain the output of helper programs, lines of
/// files and names of its own types, so none of them is passed on, not even as a cause.
/// </summary>
/// <param name="inner">The credentials.</param>
/// <param name="name">The source, for example <c>profile prd</c>.</param>
/// <param name="problem">The problem that a failure means, unless AWS refused a call or could not be reached.</param>
/// <param name="clock">The clock.</param>
internal sealed class TranslatedCredentials(AWSCredentials inner, string name, Func<Problem> problem, TimeProvider clock)
    : AWSCredentials,
        IDisposable
{
    // A sign-in service answers within seconds. The SDK would wait for minutes.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Gets the credentials that these ones were obtained with; null for none. They are disposed with these ones.</summary>
    public IDisposable? Source { get; init; }

    /// <inheritdoc/>
    public override DateTime? Expiration
    {
        get => inner.Expiration;
        set => throw new NotSupportedException("The source determines the expiration.");
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials()
    {
        try
        {
            return inner.GetCredentials();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Translated(failure);
        }
    }

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            // The SDK asks the instance metadata service synchronously.
            var fetching = Task.Run(inner.GetCredentialsAsync, CancellationToken.None);
            if (!await clock.WaitAsync(fetching, Limit, CancellationToken.None))
                throw new EndpointHubException(Problems.CredentialsUnreadable(name, $"they were not available within {Limit.TotalSeconds:0} s."));
            return await fetching;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Translated(failure);
        }
    }

    /// <summary>Makes the next call fetch new keys, where the source can do that.</summary>
    /// <returns>True if it can.</returns>
    public bool TryClear()
    {
        (inner as RefreshingAWSCredentials)?.ClearCredentials();
        return inner is RefreshingAWSCredentials;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (inner as IDisposable)?.Dispose();
        Source?.Dispose();
    }

    private EndpointHubException Translated(Exception failure)
    {
        var causes = Causes(failure).ToList();
        var known = causes.OfType<EndpointHubException>().FirstOrDefault();
        var refused = causes.OfType<AmazonServiceException>().FirstOrDefault(cause => cause.ErrorCode is not null);
        return new EndpointHubException(
            known?.Problem ?? (refused is null || IsSignInExpired(refused) ? null : CallFailure.ToProblem(refused, name, Action, name)) ?? problem()
        );
    }

    private string Action =>
        inner switch
        {
            AssumeRoleAWSCredentials => "AssumeRole",
            AssumeRoleWithWebIdentityCredentials => "AssumeRoleWithWebIdentity",
            _ => "GetRoleCredentials",
        };

    private bool IsSignInExpired(AmazonServiceException refused) => inner is SSOAWSCredentials && refused.ErrorCode is "UnauthorizedException";

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
