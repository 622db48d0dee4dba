using System.Text.Json;
using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Ec2;

internal static class EndpointPolicy
{
    /// <summary>Characters, white space included.</summary>
    private const int Longest = 20480;

    /// <summary>The two defaults as AWS writes them; they differ, and only the gateway's has a version.</summary>
    public static string Default(bool isInterface) => isInterface
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

    /// <exception cref="AwsException">Not JSON, or too long.</exception>
    public static void Check(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (policy.Length <= Longest && document.RootElement.ValueKind == JsonValueKind.Object) return;
        }
        catch (JsonException)
        {
            // The one answer for both follows.
        }

        throw new AwsException("InvalidPolicyDocument", "The specified policy document is not a valid JSON policy document, or is longer than 20480 characters.");
    }
}
