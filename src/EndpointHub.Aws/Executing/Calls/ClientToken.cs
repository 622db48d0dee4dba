using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>
/// Client tokens and caller references. They follow from the resource, so that two runs that want the same one send the same token and AWS creates it
/// once. AWS remembers the token of a deleted resource, so there are generations of tokens.
/// </summary>
internal static class ClientToken
{
    /// <summary>The number of generations. Each costs a call if its resource was deleted.</summary>
    public const int Generations = 32;

    private const string Mismatch = "IdempotentParameterMismatch";

    /// <summary>Returns the token of a generation.</summary>
    /// <param name="step">The step with real ids.</param>
    /// <param name="hubName">The hub, or empty for a resource of no hub.</param>
    /// <param name="generation">0 for the first one.</param>
    public static string Of(Step step, string hubName, int generation)
    {
        var resource = string.Join("\n", step.Location.AccountId, step.Location.Region, hubName, step.Key, generation);
#pragma warning disable CA1850, CA1872 // netstandard2.0 has neither HashData nor ToHexString.
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(resource)), 0, 16).Replace("-", "");
#pragma warning restore CA1850, CA1872
    }

    /// <summary>Creates a resource, or returns the one that another run has created.</summary>
    /// <typeparam name="T">The resource.</typeparam>
    /// <param name="step">The step with real ids.</param>
    /// <param name="hubName">The hub, or empty for a resource of no hub.</param>
    /// <param name="call">The attempt.</param>
    /// <param name="create">Makes the call with a token. AWS answers with the present state of the token's resource.</param>
    /// <param name="isAlive">Tells whether that resource exists or is being created.</param>
    /// <param name="find">Finds the resource without its token.</param>
    public static async Task<T> CreateAsync<T>(
        Step step,
        string hubName,
        StepCall call,
        Func<string, Task<T>> create,
        Func<T, Task<bool>> isAlive,
        Func<Task<T?>> find
    )
        where T : class
    {
        for (var generation = 0; generation < Generations; generation++)
        {
            try
            {
                var made = await create(Of(step, hubName, generation));
                if (await isAlive(made))
                    return made;
            }
            catch (AmazonServiceException refused) when (refused.ErrorCode == Mismatch)
            {
                // The token's resource has other parameters. A run beside this one has created it, or it was deleted.
                if (await call.FindAsync(Pace.Visible, find) is { } present)
                    return present;
            }
        }

        throw new StepFailure(
            Problems.CallRefused(step.Subject, step.Action.Name, Mismatch, $"The resources of {Generations} client tokens are deleted."),
            mayHaveTakenEffect: false
        );
    }
}
