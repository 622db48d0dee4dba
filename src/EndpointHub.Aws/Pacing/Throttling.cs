using Amazon.Runtime;

namespace EndpointHub.Aws.Pacing;

/// <summary>How AWS says that calls come too fast; a throttled call has not been carried out.</summary>
internal static class Throttling
{
    private static readonly string[] Codes =
    [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "EC2ThrottledException", "RequestThrottled", "TooManyRequestsException",
    ];

    /// <summary>Whether a call failed for that reason.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>Whether it did.</returns>
    public static bool Is(Exception? failure) => failure is AmazonServiceException { ErrorCode: { } code } && Codes.Contains(code);
}
