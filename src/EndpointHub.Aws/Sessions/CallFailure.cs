using System.Net;
using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>Converts the exceptions of failed calls to problems.</summary>
internal static class CallFailure
{
    private static readonly string[] RefusedKeys =
    [
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    ];

    /// <summary>Converts an exception to a problem. Returns null for exceptions that are not failures of calls.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="resource">The resource of the call.</param>
    /// <param name="action">AWS's name of the operation, where the exception does not contain it. A step can make several calls.</param>
    /// <param name="credentials">The source of the credentials.</param>
    public static Problem? ToProblem(Exception failure, string resource, string action, string credentials) =>
        Convert(failure, resource, SessionPacing.ActionOf(failure) ?? action, credentials);

    /// <summary>Determines whether the credentials do not allow a call.</summary>
    /// <param name="failure">The exception of the call.</param>
    public static bool IsDenied(AmazonServiceException failure) =>
        failure.ErrorCode is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation";

    private static Problem? Convert(Exception failure, string resource, string action, string credentials) =>
        failure switch
        {
            EndpointHubException known => known.Problem,
            AmazonServiceException { ErrorCode: { } code } refused when RefusedKeys.Contains(code) => Problems.CredentialsUnreadable(
                credentials,
                $"AWS returned {code} for {action}: {refused.Message}"
            ),
            AmazonServiceException { ErrorCode: { } code } denied when IsDenied(denied) => Problems.NotPermitted(resource, action, code),
            AmazonServiceException { StatusCode: not default(HttpStatusCode), ErrorCode: not null } refused => Quotas.Reached(
                refused.ErrorCode,
                resource,
                action
            ) ?? Problems.CallRefused(resource, action, refused.ErrorCode, refused.Message),
            AmazonServiceException or HttpRequestException or IOException or TimeoutException => Problems.Unreachable(
                action,
                Innermost(failure).Message
            ),
            AmazonClientException unusable => Problems.CredentialsUnreadable(credentials, unusable.Message),
            _ => null,
        };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
