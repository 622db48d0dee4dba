using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <summary>
/// Every problem that EndpointHub reports, each in one place: the method's name is the error id, and each has a resource, a reason
/// and a command or advice.
/// </summary>
internal static partial class Problems
{
    private static string Gap(TimeSpan gap) =>
        gap == TimeSpan.Zero ? "" : FormattableString.Invariant($" Names may have had no private answer for {gap.TotalSeconds:0.0} s.");

    private static string At(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static CommandLine HelpAbout(string kind) =>
        kind switch
        {
            "subnet" => PowerShell($"Get-Help New-EndpointHub -Parameter SubnetId"),
            "sg" => PowerShell($"Get-Help New-EndpointHub -Parameter SecurityGroupId"),
            "rtb" => PowerShell($"Get-Help Connect-SpokeVpc -Parameter RouteTableId"),
            "vpce" => PowerShell($"Get-Help Remove-SpokeEndpoint -Parameter VpcEndpointId"),
            "eni" => PowerShell($"Get-Help Test-EndpointPath -Parameter NetworkInterfaceId"),
            _ => PowerShell($"Get-Help Test-EndpointPath -Parameter VpcId"),
        };

    // The value of credential_process is a command of its own, for cmd.exe or sh, where only plain names need no quotes.
    private static CommandLine? ProfileOfExportedKeys(string profile) =>
        profile.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_')
            ? AwsLocal(
                $"configure set credential_process {$"aws configure export-credentials --profile {profile} --format process"} --profile {$"{profile}-keys"}"
            )
            : null;

    private static CommandLine ShowPolicy(Endpoint endpoint) =>
        Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpoint.Id} --query {"VpcEndpoints[].PolicyDocument"} --output text");

    private static CommandLine Metrics(string endpointId) =>
        Aws($"cloudwatch list-metrics --namespace AWS/PrivateLinkEndpoints --dimensions {$"Name='VPC Endpoint Id',Value={endpointId}"}");

    private static string PlaceOf(Location? location) =>
        location is null ? "the account and region in use" : $"account {location.AccountId}, region {location.Region}";
}
