using System.Net;

namespace EndpointHub.AwsTests.Support;

/// <summary>An STS stub that returns the account of each access key, and credentials of roles.</summary>
internal static class StubSts
{
    public static StubHttp Answering(TimeProvider? clock = null) =>
        new(request =>
        {
            if (request.SignedService is "route53resolver" or "route53profiles")
                return StubHttp.Json("{}");
            if (!request.SignedService.Equals("sts", StringComparison.Ordinal))
                return StubHttp.Xml(request.Form.TryGetValue("Action", out var action) ? $"<{action}Response/>" : "<r/>");
            if (request.Form["Action"] == "AssumeRole")
                return Role(request.Form["RoleArn"], (clock ?? TimeProvider.System).GetUtcNow().AddHours(1));
            var key = request.Authorization.Split("Credential=")[1].Split('/')[0];
            return Identity(key.Length == 12 ? key : "123456789012");
        });

    public static HttpResponseMessage Refusal(string code, HttpStatusCode status = HttpStatusCode.Forbidden) =>
        StubHttp.Xml(
            $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>",
            status
        );

    private static HttpResponseMessage Identity(string account) =>
        StubHttp.Xml(
            $"""
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::{account}:root</Arn>
            <UserId>{account}</UserId><Account>{account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """
        );

    private static HttpResponseMessage Role(string arn, DateTimeOffset expiration) =>
        StubHttp.Xml(
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>{arn.Split(':')[
                4
            ]}</AccessKeyId>
            <SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>{expiration:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials></AssumeRoleResult>
            <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>
            """
        );
}
