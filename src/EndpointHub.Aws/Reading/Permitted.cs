using Amazon.Runtime;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads what a snapshot may do without: what may not be read stays unread, and whatever depends on it is then called unknown.</summary>
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

    /// <summary>The same for what may belong to another account, and then not even be there for those who ask, or may go away meanwhile.</summary>
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
