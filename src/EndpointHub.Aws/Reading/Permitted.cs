using Amazon.Runtime;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads optional parts of a snapshot. A part that the credentials may not read is null, and paths that depend on it are unknown.</summary>
internal static class Permitted
{
    public static async Task<T?> OrNullAsync<T>(Func<Task<T>> read)
        where T : class?
    {
        try
        {
            return await read();
        }
        catch (AmazonServiceException refused) when (CallFailure.IsDenied(refused))
        {
            return null;
        }
    }

    /// <summary>Does the same for resources that may belong to another account and be invisible, or may be deleted in the meantime.</summary>
    public static async Task<T?> VisibleOrNullAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await OrNullAsync(read);
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode == "ResourceNotFoundException")
        {
            return null;
        }
    }
}
