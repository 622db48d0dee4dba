using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Sts;

namespace EndpointHub.Sandbox.Sts;

/// <summary>The operations of STS. The access key of an assumed role is the id of the role's account.</summary>
internal sealed class Identity(Call call) : Handler(call)
{
    public GetCallerIdentityResponse GetCallerIdentity() =>
        new()
        {
            Account = Account,
            Arn = $"arn:{PartitionName}:iam::{Account}:user/sandbox",
            UserId = "AIDASANDBOX" + Account[..8],
        };

    public AssumeRoleResponse AssumeRole(string roleArn, string roleSessionName, int? durationSeconds, string? externalId, string? policy)
    {
        _ = externalId; // Trust policies are not modelled, every role may be assumed.
        if (policy is not null)
            throw AwsException.Unsupported("Policy");
        if (durationSeconds is < 900 or > 43200)
        {
            throw new AwsException(
                "ValidationError",
                $"1 validation error detected: Value '{durationSeconds}' at 'durationSeconds' failed to satisfy constraint"
            );
        }

        var match = Regex.Match(
            roleArn,
            "^arn:aws[a-z-]*:iam::(?<account>[0-9]{12}):role/(?<role>.+)$",
            RegexOptions.ExplicitCapture,
            Regex.InfiniteMatchTimeout
        );
        if (!match.Success)
            throw new AwsException("ValidationError", $"{roleArn} is invalid");
        var account = match.Groups["account"].Value;
        return new()
        {
            AssumedRoleUser = new()
            {
                Arn = $"arn:{PartitionName}:sts::{account}:assumed-role/{match.Groups["role"].Value}/{roleSessionName}",
                AssumedRoleId = "AROASANDBOX" + account[..8] + ":" + roleSessionName,
            },
            Credentials = new()
            {
                AccessKeyId = account,
                SecretAccessKey = "sandbox",
                SessionToken = "sandbox",
                Expiration = World.Now.AddSeconds(durationSeconds ?? 3600),
            },
        };
    }
}
