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
}
