using System.Text.Json;
using EndpointHub.Sandbox.Errors;

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

    /// <exception cref="AwsException">The policy is not JSON, or it is too long.</exception>
    public static void Check(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (policy.Length <= Longest && document.RootElement.ValueKind == JsonValueKind.Object)
                return;
        }
        catch (JsonException)
        {
            // Both cases raise the same error below.
        }

        throw new AwsException(
            "InvalidPolicyDocument",
            "The specified policy document is not a valid JSON policy document, or is longer than 20480 characters."
        );
    }
}
