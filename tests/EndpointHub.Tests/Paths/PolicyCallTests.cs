using EndpointHub.Paths;
using static EndpointHub.Tests.Landscapes.Landscape;

namespace EndpointHub.Tests.Paths;

/// <summary>The calls that an endpoint policy is tested for, when the user specifies them.</summary>
public sealed class PolicyCallTests
{
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string App = "arn:aws:ecr:ap-northeast-1:123456789012:repository/app";
    private const string Web = "arn:aws:ecr:ap-northeast-1:123456789012:repository/web";

    [Fact]
    public void Calls_combine_every_action_with_every_resource() =>
        Assert.Equal(
            [
                $"ecr:BatchGetImage on {App} by {Role}",
                $"ecr:BatchGetImage on {Web} by {Role}",
                $"ecr:PutImage on {App} by {Role}",
                $"ecr:PutImage on {Web} by {Role}",
            ],
            Calls("ecr.dkr", ["ecr:BatchGetImage", "ecr:PutImage"], [App, Web], Role)
        );

    [Fact]
    public void Actions_without_given_resources_or_resource_types_are_tested_on_any_resource()
    {
        Assert.Equal(["ecr:BatchGetImage on *"], Calls("ecr.dkr", ["ecr:BatchGetImage"], []));
        Assert.Equal(
            [$"ecr:BatchGetImage on {App}", "ecr:GetAuthorizationToken on *"],
            Calls("ecr.dkr", ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"], [App])
        );
    }

    [Fact]
    public void A_service_is_tested_for_its_given_actions_or_for_default_actions()
    {
        string[] actions = ["ECR:PutImage", "cloudwatch:PutMetricData"];

        Assert.Equal(["ECR:PutImage on *"], Calls("ecr.api", actions, []));
        Assert.Equal(["cloudwatch:PutMetricData on *"], Calls("monitoring", actions, []));
        Assert.Equal(["kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/*"], Calls("kms", actions, []));
        Assert.Equal(["sqs:* on *"], Calls("sqs", actions, []));
    }

    [Fact]
    public void A_service_with_an_unknown_prefix_is_tested_for_every_action() =>
        Assert.Equal(["ecr:PutImage on *", "braket:CreateJob on *"], Calls("braket", ["ecr:PutImage", "braket:CreateJob"], []));

    [Fact]
    public void A_caller_without_actions_is_tested_for_the_default_actions() =>
        Assert.Equal([$"kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/* by {Role}"], Calls("kms", [], [], Role));

    [Fact]
    public void An_action_of_an_untested_service_is_refused()
    {
        var calls = new CallOptions { Actions = ValueList.Of("kms:Decrypt", "ecr-public:GetAuthorizationToken") };

        var problem = calls.Stray(ValueList.Of(Service("kms"), Service("ecr.dkr")), Region);

        Assert.Equal(("ActionNotTested", "ecr-public:GetAuthorizationToken"), (problem?.Code, problem?.Resource));
        Assert.Null(calls.Stray(ValueList.Of(Service("kms"), Service("braket")), Region));
        Assert.Null(new CallOptions().Stray(ValueList.Of(Service("kms")), Region));
    }

    [Theory]
    [InlineData("ecr:BatchGetImage", null)]
    [InlineData("ecr:*", null)]
    [InlineData("execute-api:Invoke?", null)]
    [InlineData("BatchGetImage", "MalformedAction")]
    [InlineData("*", "MalformedAction")]
    [InlineData("*:*", "MalformedAction")]
    [InlineData("ecr:", "MalformedAction")]
    [InlineData(":BatchGetImage", "MalformedAction")]
    [InlineData("ecr:Batch:GetImage", "MalformedAction")]
    [InlineData("ecr: BatchGetImage", "MalformedAction")]
    [InlineData(App, "MalformedAction")]
    public void An_action_without_prefix_or_name_is_refused(string action, string? expected) =>
        Assert.Equal(
            expected,
            new CallOptions { Actions = ValueList.Of("kms:Decrypt", action) }
                .Validate()
                ?.Code
        );

    [Theory]
    [InlineData(App, null)]
    [InlineData("*", null)]
    [InlineData("arn:aws:s3:::bucket/*", null)]
    [InlineData("arn:aws-cn:iam::123456789012:root", null)]
    [InlineData("arn:aws:ecr", "MalformedResource")]
    [InlineData("arn:aws:ecr:ap-northeast-1:123456789012:", "MalformedResource")]
    [InlineData("repository/app", "MalformedResource")]
    [InlineData("arn:*", "MalformedResource")]
    [InlineData("arn:aws:s3:::bucket\n/*", "MalformedResource")]
    [InlineData("", "MalformedResource")]
    public void A_resource_must_be_an_ARN_or_an_asterisk(string resource, string? expected) =>
        Assert.Equal(
            expected,
            new CallOptions { Actions = ValueList.Of("ecr:PutImage"), Resources = ValueList.Of(App, resource) }
                .Validate()
                ?.Code
        );

    [Theory]
    [InlineData(Role, null)]
    [InlineData("arn:aws:iam::123456789012:user/teams/anna", null)]
    [InlineData("arn:aws-us-gov:iam::123456789012:root", null)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/app/i-0a", null)]
    [InlineData("app", "MalformedPrincipal")]
    [InlineData("123456789012", "MalformedPrincipal")]
    [InlineData("arn:aws:iam::aws:role/app", "MalformedPrincipal")]
    [InlineData("arn:aws:iam::123456789012:role/*", "MalformedPrincipal")]
    [InlineData("arn:aws:iam::123456789012:app", "MalformedPrincipal")]
    [InlineData(App, "MalformedPrincipal")]
    public void A_caller_must_be_a_role_a_user_or_a_session(string caller, string? expected) =>
        Assert.Equal(
            expected,
            new CallOptions { PrincipalArn = caller }
                .Validate()
                ?.Code
        );

    [Fact]
    public void A_resource_without_an_action_is_refused() =>
        Assert.Equal(
            "ResourceWithoutAction",
            new CallOptions { Resources = ValueList.Of(App), PrincipalArn = Role }
                .Validate()
                ?.Code
        );

    private static IEnumerable<string> Calls(string service, string[] actions, string[] resources, string? caller = null) =>
        new CallOptions
        {
            Actions = actions.ToValueList(),
            Resources = resources.ToValueList(),
            PrincipalArn = caller,
        }
            .Of(Service(service), Region)
            .Select(call => call.ToString());
}
