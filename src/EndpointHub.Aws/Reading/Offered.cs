using System.Net;
using System.Net.Sockets;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads from a service that not every Region has. AWS publishes the name of an endpoint only where the service is, so where the name does not
/// exist there is nothing to read.
/// </summary>
internal static class Offered
{
    public static async Task<IReadOnlyList<T>> OrNoneAsync<T>(Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (IsUnknownHost(failure))
        {
            return [];
        }
    }

    // Sockets say it on .NET, and WebException on .NET Framework.
    private static bool IsUnknownHost(Exception? failure) => failure is not null && (failure
        is SocketException { SocketErrorCode: SocketError.HostNotFound }
        or WebException { Status: WebExceptionStatus.NameResolutionFailure } || IsUnknownHost(failure.InnerException));
}
