using System.Net;
using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>What a failed call means to an operator.</summary>
internal static class CallFailure
{
    private static readonly string[] RefusedKeys =
    [
        "AuthFailure", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InvalidClientTokenId", "InvalidSignatureException", "RequestExpired",
        "SignatureDoesNotMatch", "UnrecognizedClientException",
    ];

    /// <summary>Null for what no call fails with: a fault of this program, which keeps its own shape.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">AWS's name of the operation.</param>
    /// <param name="credentials">Where the credentials come from.</param>
    public static Problem? ToProblem(Exception failure, string resource, string action, string credentials) => failure switch
    {
        EndpointHubException known => known.Problem,
        AmazonServiceException { ErrorCode: { } code } refused when RefusedKeys.Contains(code) =>
            Problems.CredentialsUnreadable(credentials, $"AWS answers {code} to {action}: {refused.Message}"),
        AmazonServiceException { ErrorCode: { } code } denied when IsDenied(denied) => Problems.NotPermitted(resource, action, code),
        AmazonServiceException { StatusCode: not default(HttpStatusCode), ErrorCode: not null } refused =>
            Quotas.Reached(refused.ErrorCode, resource, action) ?? Problems.CallRefused(resource, action, refused.ErrorCode, refused.Message),
        AmazonServiceException or HttpRequestException or IOException or TimeoutException => Problems.Unreachable(action, Innermost(failure).Message),
        AmazonClientException unusable => Problems.CredentialsUnreadable(credentials, unusable.Message),
        _ => null,
    };

    /// <summary>Whether the credentials do not allow the call.</summary>
    /// <param name="failure">What AWS answered.</param>
    public static bool IsDenied(AmazonServiceException failure) => failure.ErrorCode is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation";

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
