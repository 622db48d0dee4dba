using Amazon.Runtime;

namespace EndpointHub.Aws.Pacing;

/// <summary>Recognises the errors of throttled calls. A throttled call has not been carried out.</summary>
internal static class Throttling
{
    private static readonly string[] Codes =
    [
        "RequestLimitExceeded",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "EC2ThrottledException",
        "RequestThrottled",
        "TooManyRequestsException",
    ];

    /// <summary>Determines whether a call was throttled.</summary>
    /// <param name="failure">The exception.</param>
    /// <returns>True if the call was throttled.</returns>
    public static bool Is(Exception? failure) => failure is AmazonServiceException { ErrorCode: { } code } && Codes.Contains(code);
}
