using System.Net;
using Amazon.Route53Profiles;
using Amazon.Route53Profiles.Model;
using Amazon.Route53Resolver;
using Amazon.Route53Resolver.Model;
using Amazon.Runtime;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

/// <summary>Responses of the JSON services, and of proxies in front of them.</summary>
public sealed class JsonResponseTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Null_is_read_as_absent_and_an_empty_list_as_null()
    {
        var answer = await Rules("""{"NextToken": null, "ResolverRules": [], "MaxResults": 7}""");

        Assert.Null(answer.NextToken);
        Assert.Null(answer.ResolverRules);
        Assert.Equal(7, answer.MaxResults);
    }

    [Fact]
    public async Task Escaped_characters_are_unescaped_in_text()
    {
        var answer = await Rules("""{"ResolverRules": [{"Name": "a \"b\" \u00e9 \ud83d\ude42 <c> & \\ \/ \n", "DomainName": ""}]}""");

        Assert.Equal("a \"b\" é 🙂 <c> & \\ / \n", answer.ResolverRules!.Single().Name);
        Assert.Equal("", answer.ResolverRules!.Single().DomainName);
    }

    [Fact]
    public async Task Members_missing_in_the_model_are_ignored()
    {
        var answer = await Rules("""{"New thing": {"ResolverRules": [1]}, "ResolverRules": [{"Id": "rslvr-rr-1", "Priority": {"Level": [[2]]}}]}""");

        Assert.Equal("rslvr-rr-1", answer.ResolverRules!.Single().Id);
    }

    [Theory]
    [InlineData("1767225600.5")]
    [InlineData("1.7672256005E9")]
    [InlineData("\"2026-01-01T00:00:00.500Z\"")]
    public async Task Epoch_seconds_and_ISO_8601_text_are_read_as_a_time(string time)
    {
        using var client = TestClients.Profiles(new StubHttp(_ => StubHttp.Json("{\"ProfileAssociations\": [{\"CreationTime\": " + time + "}]}")));

        var answer = await client.ListProfileAssociationsAsync(new ListProfileAssociationsRequest(), Cancel);

        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, 500, DateTimeKind.Utc), answer.ProfileAssociations!.Single().CreationTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"ResolverRules\": [{\"Id\"")]
    [InlineData("{\"ResolverRules\": [{\"TargetIps\": [{\"Port\": \"many\"}]}]}")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("{\"ResolverRules\": [1] ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ok\"")]
    [InlineData("{\"\": 1}")]
    [InlineData("{\"Name\": \"\\ud800\"}")]
    public async Task A_malformed_response_is_an_error_and_never_an_empty_list(string body) =>
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => Rules(body));

    [Fact]
    public async Task Endless_nesting_is_an_error_and_no_stack_overflow() =>
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => Rules(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));

    [Theory]
    [InlineData("""{"__type": "InvalidParameterException", "message": "m"}""", null)]
    [InlineData("""{"__type": "com.amazonaws.route53resolver#InvalidParameterException", "Message": "m"}""", null)]
    [InlineData("""{"code": "InvalidParameterException", "message": "m"}""", null)]
    [InlineData("""{"message": "m"}""", "InvalidParameterException")]
    [InlineData("""{"message": "m"}""", "InvalidParameterException:http://internal.amazon.com/coral/com.amazon.coral.validate/")]
    public async Task An_error_code_is_read_from_the_header_or_the_body(string body, string? header)
    {
        var refused = await Refused(body, header, HttpStatusCode.BadRequest);

        Assert.Equal(
            ("InvalidParameterException", "m", "r-1", ErrorType.Sender),
            (refused.ErrorCode, refused.Message, refused.RequestId, refused.ErrorType)
        );
    }

    [Theory]
    [InlineData("<html>Bad Gateway")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_response_of_a_proxy_uses_its_http_status_as_the_error_code(string body)
    {
        var failed = await Refused(body, header: null, HttpStatusCode.BadGateway);

        Assert.Equal(("502", HttpStatusCode.BadGateway, ErrorType.Receiver), (failed.ErrorCode, failed.StatusCode, failed.ErrorType));
    }

    [Fact]
    public async Task The_next_page_is_requested_with_the_token_of_the_last()
    {
        var http = StubHttp.Answering(
            () => StubHttp.Json("""{"ProfileAssociations": [{"Id": "rpassoc-1"}], "NextToken": "a b/c"}"""),
            () => StubHttp.Json("""{"ProfileAssociations": [{"Id": "rpassoc-2"}]}""")
        );
        using var client = TestClients.Profiles(http);

        var found = new List<string?>();
        await foreach (
            var association in client
                .Paginators.ListProfileAssociations(new ListProfileAssociationsRequest { MaxResults = 1 })
                .ProfileAssociations.WithCancellation(Cancel)
        )
        {
            found.Add(association.Id);
        }

        Assert.Equal(["rpassoc-1", "rpassoc-2"], found);
        Assert.Equal(["?maxResults=1", "?maxResults=1&nextToken=a%20b%2Fc"], http.Sent.Select(request => request.Uri.Query));
    }

    private static async Task<ListResolverRulesResponse> Rules(string body)
    {
        using var client = TestClients.Resolver(new StubHttp(_ => StubHttp.Json(body)), config => config.MaxErrorRetry = 0);
        return await client.ListResolverRulesAsync(new ListResolverRulesRequest(), Cancel);
    }

    private static async Task<AmazonRoute53ResolverException> Refused(string body, string? header, HttpStatusCode status)
    {
        using var client = TestClients.Resolver(
            new StubHttp(_ =>
            {
                var answer = StubHttp.Json(body, status);
                answer.Headers.Add("x-amzn-RequestId", "r-1");
                if (header is not null)
                    answer.Headers.Add("x-amzn-ErrorType", header);
                return answer;
            }),
            config => config.MaxErrorRetry = 0
        );
        return await Assert.ThrowsAsync<AmazonRoute53ResolverException>(() => client.ListResolverRulesAsync(new ListResolverRulesRequest(), Cancel));
    }
}
