using Amazon.EC2.Model;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

/// <summary>A truncated list is an error and never a shorter list, over real connections.</summary>
public sealed class TruncatedResponseTests
{
    private const string Whole =
        "<?xml version=\"1.0\"?><DescribeVpcsResponse><requestId>r</requestId><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>";
    private const string WithoutItems = "<DescribeVpcsResponse><requestId>r</requestId>";
    private const string AfterTheList = "<DescribeVpcsResponse><requestId>r</requestId><vpcSet></vpcSet>";
    private const string AnotherDocument = "<html><body>Sign in to the network</body></html>";

    private const string Close = "Connection: close";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Connections that are closed during the response.</summary>
    public static TheoryData<string> Cut =>
        new(
            Head("Content-Length: 5000") + WithoutItems,
            Head("Content-Length: 5000") + AfterTheList,
            Head("Content-Length: 5000") + Whole,
            Head("Content-Length: 5000"),
            Head("Transfer-Encoding: chunked") + Chunk(AfterTheList),
            Head("Transfer-Encoding: chunked") + "4e20\r\n" + AfterTheList
        );

    /// <summary>Truncated bodies in complete HTTP responses.</summary>
    public static TheoryData<string> EndedEarly =>
        new(
            Head("Content-Length: 0"),
            Head(Length(WithoutItems)) + WithoutItems,
            Head(Length(AfterTheList)) + AfterTheList,
            Head("Transfer-Encoding: chunked") + Chunk(AfterTheList) + "0\r\n\r\n",
            Head(Close) + AfterTheList,
            Head(Close),
            Head(Length(AnotherDocument)) + AnotherDocument
        );

    [Fact]
    public async Task A_complete_response_is_read_as_a_list()
    {
        Assert.Equal(["vpc-1"], await ReadAsync(0, Head(Length(Whole)) + Whole));
        Assert.Equal(["vpc-1"], await ReadAsync(0, Head("Transfer-Encoding: chunked") + Chunk(Whole) + "0\r\n\r\n"));
    }

    [Theory]
    [MemberData(nameof(Cut), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(EndedEarly), DisableDiscoveryEnumeration = true)]
    public async Task A_truncated_response_is_an_error_and_no_list(string answer)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(0, answer));

        // The error must name the failed call and not look like a bug of the module.
        Assert.Equal("Unreachable", CallFailure.ToProblem(failure, "vpc-1", "DescribeVpcs", "profile p")?.Code);
    }

    [Theory]
    [MemberData(nameof(EndedEarly), DisableDiscoveryEnumeration = true)]
    public async Task A_truncated_body_of_a_complete_http_response_is_unreadable(string answer) =>
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => ReadAsync(0, answer));

    [Theory]
    [MemberData(nameof(Cut), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(EndedEarly), DisableDiscoveryEnumeration = true)]
    public async Task A_truncated_list_is_requested_again(string answer) =>
        Assert.Equal(["vpc-1"], await ReadAsync(1, answer, Head(Length(Whole)) + Whole));

    private static async Task<List<string>> ReadAsync(int retries, params string[] answers)
    {
        await using var server = new RawHttpServer(answers);
        using var client = new Ec2Client(
            TestClients.Credentials,
            new Ec2Config("ap-northeast-1", server.Url) { MaxErrorRetry = retries, Jitter = static () => 0 }
        );
        var vpcs = await client.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Vpcs.ToListAsync(Cancel);
        Assert.Equal(answers.Length, server.Answered);
        return [.. vpcs.Select(vpc => vpc.VpcId)];
    }

    // The server closes each connection after its answer. Without the header the client might send the next request on a connection that is just
    // being closed.
    private static string Head(string header) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\n{(header == Close ? header : $"{Close}\r\n{header}")}\r\n\r\n";

    private static string Length(string body) => $"Content-Length: {body.Length}";

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";
}
