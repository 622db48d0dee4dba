using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Hostile;

/// <summary>Malformed or unexpected JSON is refused with a client error in AWS's code, and changes nothing.</summary>
public sealed class HostileJsonTests
{
    private const string Rule = "\"CreatorRequestId\":\"r\",\"RuleType\":\"SYSTEM\",\"DomainName\":\"example.com\"";
    private const string Profile = "\"Name\":\"hub\",\"ClientToken\":\"t\"";

    /// <summary>Text that is added to the members of a valid request, and the expected error.</summary>
    public static TheoryData<string, string> Additions =>
        new()
        {
            { ",", "SerializationException" },
            { ",\"Name", "SerializationException" },
            { ",\"Name\":\"one\",\"Name\":\"two\"", "SerializationException" },
            { ",\"N\\u0061me\":\"one\",\"Name\":\"two\"", "SerializationException" },
            { ",\"Name\":\"\\ud800\"", "SerializationException" },
            { ",\"Name\":\"\ud800\"", "SerializationException" },
            { ",\"\\udc00\":\"x\"", "SerializationException" },
            { ",\"Name\":\"\\x\"", "SerializationException" },
            { ",\"Name\":'x'", "SerializationException" },
            { ",\"Name\":NaN", "SerializationException" },
            { ",\"Name\":01", "SerializationException" },
            { "} {", "SerializationException" },
            { ",\"Other\":" + "{\"a\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "SerializationException" },
            { ",\"Other\":\"x\"", "ValidationException" },
            { ",\"Other\":1e999", "ValidationException" },
            { ",\"Other\":{\"a\":{\"b\":[1]}}", "ValidationException" },
            { ",\"Tags\":\"x\"", "ValidationException" },
            { ",\"Tags\":{\"Key\":\"k\",\"Value\":\"v\"}", "ValidationException" },
            { ",\"Tags\":[\"x\"]", "ValidationException" },
            { ",\"Tags\":[{\"Key\":\"k\"}]", "ValidationException" },
            { ",\"Tags\":[{\"Key\":{\"a\":1},\"Value\":\"v\"}]", "ValidationException" },
        };

    [Theory]
    [MemberData(nameof(Additions))]
    public async Task A_malformed_body_is_refused_in_the_same_way_by_both_JSON_protocols(string addition, string code)
    {
        using var aws = new TestAws();
        var before = (await aws.GetAsync("state")).GetRawText();
        foreach (
            var (request, members) in new[]
            {
                (Resolver(aws, "Route53Resolver.CreateResolverRule"), Rule),
                (Profiles(aws), Profile.Replace("\"Name\":\"hub\",", "", StringComparison.Ordinal)),
            }
        )
        {
            var answer = new JsonAnswer(
                await aws.Core.HandleAsync(request with { Body = "{" + members + addition + "}" }, TestContext.Current.CancellationToken)
            );
            Assert.Equal((400, code, code), (answer.Status, answer.Code, answer.ErrorHeader));
        }

        Assert.Equal(before, (await aws.GetAsync("state")).GetRawText());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    [InlineData("\ufeff{}")]
    [InlineData("<CreateProfileRequest/>")]
    [InlineData("Action=CreateVpc")]
    public async Task A_body_that_is_not_a_JSON_object_is_refused(string body)
    {
        using var aws = new TestAws();
        foreach (var request in new[] { Resolver(aws, "Route53Resolver.ListResolverRules"), Profiles(aws) })
        {
            Assert.Equal(
                "SerializationException",
                new JsonAnswer(await aws.Core.HandleAsync(request with { Body = body }, TestContext.Current.CancellationToken)).Code
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Route53Resolver.")]
    [InlineData("Route53Resolver.CreateVpc")]
    [InlineData("Route53Resolver.listresolverrules")]
    [InlineData("DynamoDB_20120810.ListTables")]
    [InlineData("\ud800")]
    public async Task An_unknown_target_header_is_an_unknown_operation(string target)
    {
        using var aws = new TestAws();
        Assert.Equal(
            "UnknownOperationException",
            new JsonAnswer(await aws.Core.HandleAsync(Resolver(aws, target), TestContext.Current.CancellationToken)).Code
        );
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("99999999999999999999")]
    [InlineData("\"many\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public async Task A_number_must_be_an_integer_in_its_range(string number)
    {
        using var aws = new TestAws();
        var answer = new JsonAnswer(
            await aws.Core.HandleAsync(
                Resolver(aws, "Route53Resolver.ListResolverRules") with
                {
                    Body = "{\"MaxResults\":" + number + "}",
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.Code));
    }

    /// <summary>AWS accepts null for absent members, and its clients send it.</summary>
    [Fact]
    public async Task A_member_that_is_null_counts_as_absent()
    {
        using var aws = new TestAws();
        var made = new JsonAnswer(
            await aws.Core.HandleAsync(
                Resolver(aws, "Route53Resolver.CreateResolverRule") with
                {
                    Body = "{" + Rule + ",\"Name\":null,\"TargetIps\":null,\"Other\":null}",
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((200, null), (made.Status, made.Find("Name")));
        Assert.Equal(
            "ValidationException",
            (
                await aws.Resolver(
                    "CreateResolverRule",
                    new
                    {
                        CreatorRequestId = (string?)null,
                        RuleType = "SYSTEM",
                        DomainName = "a.b",
                    }
                )
            ).Code
        );
        Assert.Equal(
            "ValidationException",
            (
                await aws.Resolver(
                    "CreateResolverRule",
                    new
                    {
                        CreatorRequestId = "x",
                        RuleType = "system",
                        DomainName = "a.b",
                    }
                )
            ).Code
        );
    }

    private static AwsRequest Resolver(TestAws aws, string target)
    {
        var headers = aws.Signed("route53resolver");
        headers.Add(AwsRequest.Target, target);
        return new("POST", "/", "", headers, "{}");
    }

    private static AwsRequest Profiles(TestAws aws) => new("POST", "/profile", "", aws.Signed("route53profiles"), "{}");
}
