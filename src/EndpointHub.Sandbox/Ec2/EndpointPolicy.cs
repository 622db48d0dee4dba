using System.Text.Json;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Services;

namespace EndpointHub.Sandbox.Ec2;

internal static class EndpointPolicy
{
    /// <summary>The maximum number of characters, including white space.</summary>
    private const int Longest = 20480;

    /// <summary>
    /// The default policies as AWS writes them. They differ between the endpoint types; only the policy of gateway endpoints has a version.
    /// </summary>
    public static string Default(bool isInterface) =>
        isInterface
            ? """
                {
                  "Statement": [
                    {
                      "Action": "*", 
                      "Effect": "Allow", 
                      "Principal": "*", 
                      "Resource": "*"
                    }
                  ]
                }
                """.ReplaceLineEndings("\n")
            : """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    /// <exception cref="AwsException">The policy is not JSON, too long, or contains what endpoint policies may not contain.</exception>
    public static void Check(string policy, EndpointService service)
    {
        if (!IsDocument(policy, out var isFullAccess))
        {
            throw new AwsException(
                "InvalidPolicyDocument",
                "The specified policy document is not a valid JSON policy document, or is longer than 20480 characters."
            );
        }

        if (!service.SupportsPolicy && !isFullAccess)
            throw new AwsException("InvalidParameter", $"Service {service.Name} only supports the full-access endpoint policy.");
    }

    private static bool IsDocument(string policy, out bool isFullAccess)
    {
        isFullAccess = false;
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (policy.Length > Longest || document.RootElement.ValueKind != JsonValueKind.Object)
                return false;

            var statements = EndpointPolicyLanguage.Statements(document.RootElement).ToList();
            if (statements.Select(EndpointPolicyLanguage.Violation).FirstOrDefault(found => found is not null) is { } violation)
                throw new AwsException("InvalidPolicyDocument", $"The Policy Document is not valid. {violation}");

            isFullAccess = statements is [var only] && EndpointPolicyLanguage.IsFullAccess(only);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
