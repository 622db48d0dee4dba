using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Paths;

namespace EndpointHub.Tests.Errors;

/// <summary>Commands run as they stand.</summary>
public sealed class CommandTests
{
    /// <summary>Why these have no command.</summary>
    private static readonly Dictionary<string, string> WithoutCommand = new(StringComparer.Ordinal)
    {
        ["ResourceUnknown"] = "Which permission or account is missing differs, and the finding names the resource only.",
        ["OverlappingCidrs"] = "VPCs with overlapping addresses cannot share a hub by routes.",
        ["PolicyNamesSpoke"] = "The policy was handed in as text, and where it is attached is unknown.",
        ["NamesNotKnownHere"] = "The host of a probe may have no way to ask AWS.",
        ["CidrOverlap"] = "The addresses of a VPC cannot be changed.",
        ["RequesterManaged"] = "Only the service that created the endpoint can change it.",
        ["ManagedByGuardDuty"] = "Whether GuardDuty shall monitor a VPC is decided in GuardDuty.",
        ["CrossRegionEndpoint"] = "It stays as it is.",
        ["ManagedElsewhere"] = "The tool's configuration is not known, and -IncludeManaged is the operator's decision.",
        ["ProfileNotFound"] = "Only version 2 of the AWS CLI lists profiles, and it does not know the SDK store.",
        ["SsoSignInRequired"] = "Only version 2 of the AWS CLI signs in, and AWS.Tools has a cmdlet of its own.",
        ["CredentialsExpire"] = "How to sign in depends on where the credentials come from.",
        ["DryRunOutdated"] = "The first command of the dry run is unknown.",
        ["StepRecordMalformed"] = "The command that returned the object is unknown.",
        ["HiddenNames"] = "Which services stay with the spoke is the operator's decision.",
        ["HostInsideSpoke"] = "The same command has to run on another host.",
        ["EndpointUrlRefused"] = "The URL may come from a parameter, a variable or a profile.",
        ["StillReferredTo"] = "Where the referrer shall point is the owner's decision.",
        ["CallRefused"] = "The cause is in AWS's message.",
        ["Unreachable"] = "The cause is in the network of this host.",
        ["NotSettled"] = "The same command continues where it stopped.",
        ["StillSettling"] = "The same command continues where it stopped.",
        ["NotBegun"] = "The same command continues where it stopped.",
        ["CutoverTakenBack"] = "Names resolve as before; the cause is in the reason.",
        ["ReturnTakenBack"] = "Names resolve as before; the cause is in the reason.",
    };

    private static IEnumerable<(string Code, string? Command)> All() =>
        ProblemsTests
            .Samples()
            .Select(problem => (problem.Code, problem.Command))
            .Concat(FindingScenarios.Samples().Select(finding => (finding.Code.ToString(), finding.Command)));

    [Fact]
    public void No_command_holds_a_placeholder_or_a_variable()
    {
        var commands = All().Select(one => one.Command).OfType<string>().ToList();

        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, HasPlaceholder);
        Assert.All(
            ["aws ec2 create-route --route-table-id <id>", "Connect-SpokeVpc -Hub $hub", "aws ec2 modify-vpc-endpoint --add-subnet-ids SUBNET"],
            text => Assert.True(HasPlaceholder(text))
        );
    }

    [Fact]
    public void Commands_of_aws_have_their_region_and_profile() =>
        Assert.Empty(
            from one in All()
            from call in (one.Command ?? "").Split("; ")
            where call.StartsWith("aws ", StringComparison.Ordinal) && !call.StartsWith("aws configure ", StringComparison.Ordinal)
            where !call.Contains(" --region ap-northeast-1 --profile network", StringComparison.Ordinal)
            select call
        );

    [Fact]
    public void Codes_without_a_command_have_a_reason_and_are_a_quarter_at_most()
    {
        var codes = All().GroupBy(one => one.Code, one => one.Command, StringComparer.Ordinal).ToList();
        var lacking = codes.Where(code => code.Any(command => command is null)).Select(code => code.Key).ToList();

        Assert.Equal(WithoutCommand.Keys.Order(StringComparer.Ordinal), lacking.Order(StringComparer.Ordinal));
        Assert.True(lacking.Count * 4 <= codes.Count, $"{lacking.Count} of {codes.Count} codes have no command.");
    }

    [Theory]
    [InlineData("vpc-0a", "vpc-0a")]
    [InlineData("10.0.0.0/16", "10.0.0.0/16")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("*.x", "'*.x'")]
    [InlineData("$(calc)", "'$(calc)'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("-x", "'-x'")]
    [InlineData("10kb", "'10kb'")]
    [InlineData("007", "'007'")]
    [InlineData("\u958B\u767A", "'\u958B\u767A'")]
    [InlineData("'$x", null)]
    [InlineData("'`x", null)]
    [InlineData("it's!", null)]
    [InlineData("\u2019; rm", null)]
    [InlineData("\u201D; rm", null)]
    [InlineData("a\"b", null)]
    [InlineData("a\\", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\u001B[2Jb", null)]
    [InlineData("a\u202Eb", null)]
    [InlineData("a\u2028b", null)]
    public void Values_are_quoted_alike_for_PowerShell_and_sh_or_not_at_all(string value, string? quoted) =>
        Assert.Equal(quoted, CommandLine.Quote(value));

    [Fact]
    public void A_surrogate_without_its_other_half_is_not_quoted() => Assert.Null(CommandLine.Quote($"a{(char)0xD800}"));

    [Theory]
    [InlineData("--endpoint-url=http://192.0.2.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("FILEB://x")]
    [InlineData("https://example.com")]
    [InlineData("a&calc")]
    [InlineData("%PATH%")]
    [InlineData("")]
    public void Values_that_the_AWS_CLI_takes_for_more_than_texts_are_in_no_command(string value)
    {
        Assert.Null(CommandLine.Aws($"ec2 describe-vpcs --vpc-ids {value}").Text);
        Assert.Null(CommandLine.Aws($"ec2 describe-vpcs --vpc-ids {CommandLine.Words(["vpc-0a", value])}").Text);
        Assert.Null((CommandLine.Aws($"ec2 describe-vpcs") with { ProfileName = value }).Text);
        Assert.NotNull(CommandLine.Cmdlet($"Get-EndpointHub -Name {value}").Text);
    }

    [Fact]
    public void A_command_that_cannot_be_quoted_is_replaced_by_a_sentence()
    {
        var problem = Problems.StillReferredTo(Landscape.Seed().Endpoints.First(), "x") with
        {
            Advice = null,
            CommandLine = CommandLine.Aws($"ec2 describe-vpcs --vpc-ids {"a\"b"}"),
        };

        Assert.Null(problem.Command);
        Assert.Equal(CommandLine.NotShown, problem.Remedy);
        Assert.Null(CommandLine.Aws($"ec2 describe-vpcs").Then(problem.CommandLine).Text);
    }

    [Fact]
    public void A_cmdlet_without_a_known_hub_is_no_command()
    {
        var command = CommandLine.HubCmdlet($"Connect-SpokeVpc -VpcId {"vpc-0a"}");

        Assert.Null(command.In("ap-northeast-1", profileName: null));
        Assert.Equal(
            "Connect-SpokeVpc -VpcId vpc-0a -Hub my-hub -Region ap-northeast-1 -ProfileName dev",
            command.In("ap-northeast-1", "dev", "my-hub")?.ToString()
        );
    }

    // Words in capitals: AWS has some of its own, among the values of parameters that are not ids.
    private static bool HasPlaceholder(string command) =>
        command.Contains('<', StringComparison.Ordinal)
        || command.Contains('$', StringComparison.Ordinal)
        || command
            .Split(' ', '=', ',', '\'', '"')
            .Any(word => word.Length > 2 && word.All(letter => char.IsAsciiLetterUpper(letter) || letter == '-') && !Known.Contains(word));

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "ADD", "REMOVE", "SYSTEM", "CREATE", "UPSERT", "VPC" };
}
