using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests;

/// <summary>Requests to services that are not simulated get an error that their client can read.</summary>
public sealed class UnknownServiceTests : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("foo", "application/x-amz-json-1.1", "Foo_123.Bar", "application/x-amz-json-1.1")]
    [InlineData("foo", "application/x-amz-json-1.0", "Foo_123.Bar", "application/x-amz-json-1.0")]
    [InlineData("foo", "text/html", "Foo_123.Bar", "application/x-amz-json-1.1")]
    [InlineData("foo", null, "Foo_123.Bar", "application/x-amz-json-1.1")]
    [InlineData("kms", "application/x-amz-json-1.1", null, "application/x-amz-json-1.1")]
    [InlineData("lambda", null, null, "application/json")]
    [InlineData("lambda", "application/json", null, "application/json")]
    [InlineData("ec2", "application/x-amz-json-1.1", "Foo_123.Bar", "application/x-amz-json-1.1")]
    [InlineData("route53resolver", "application/x-amz-json-1.1", null, "application/x-amz-json-1.1")]
    [InlineData("route53profiles", null, null, "application/json")]
    public async Task A_JSON_request_gets_a_JSON_error(string service, string? contentType, string? target, string answered)
    {
        var response = await SendAsync(service, "/2015-03-31/functions/", contentType, target, "{}");
        Assert.Equal((400, answered), (response.Status, response.ContentType));
        using var json = JsonDocument.Parse(response.Body);
        Assert.Equal("UnknownOperationException", json.RootElement.GetProperty("__type").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("message").GetString()!);
        Assert.Contains(response.Headers, header => header is { Key: "x-amzn-ErrorType", Value: "UnknownOperationException" });
    }

    [Theory]
    [InlineData("application/x-amz-json-1.1", null)]
    [InlineData(null, "Foo_123.Bar")]
    public async Task A_JSON_request_without_a_credential_gets_a_JSON_error(string? contentType, string? target)
    {
        var response = await SendAsync(null, "/", contentType, target, "{}");
        using var json = JsonDocument.Parse(response.Body);
        Assert.Equal("MissingAuthenticationToken", json.RootElement.GetProperty("__type").GetString());
    }

    [Theory]
    [InlineData("monitoring", "Action=GetMetricStatistics&Version=2010-08-01", "InvalidAction")]
    [InlineData("iam", "Action=ListRoles&Version=2010-05-08", "InvalidAction")]
    [InlineData("s3", "", null)]
    [InlineData("cloudfront", "", null)]
    public async Task A_query_or_XML_request_gets_an_XML_error(string service, string body, string? code)
    {
        var response = await SendAsync(service, "/bucket", null, null, body);
        Assert.Equal(400, response.Status);
        Assert.StartsWith("text/xml", response.ContentType, StringComparison.Ordinal);
        var xml = XDocument.Parse(Encoding.UTF8.GetString(response.Body.Span));
        var given = xml.Descendants().Single(e => e.Name.LocalName == "Code").Value;
        Assert.Equal(code ?? given, given);
    }

    [Fact]
    public async Task A_CBOR_request_gets_a_CBOR_error()
    {
        var headers = _aws.Signed("monitoring");
        headers.Add("smithy-protocol", "rpc-v2-cbor");
        var response = await _aws.Core.HandleAsync(
            new("POST", "/service/GraniteServiceVersion20100801/operation/GetMetricData", "", headers, "\ufffd\u0000a"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((400, "application/cbor"), (response.Status, response.ContentType));
        Assert.Equal(0xA2, response.Body.Span[0]);
        Assert.Contains("\0\0\0\u0006__type", Encoding.Latin1.GetString(response.Body.Span), StringComparison.Ordinal);
        Assert.Contains("UnknownOperationException", Encoding.Latin1.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    private async Task<AwsResponse> SendAsync(string? service, string path, string? contentType, string? target, string body)
    {
        var headers = service is null ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) : _aws.Signed(service);
        if (contentType is not null)
            headers.Add("Content-Type", contentType);
        if (target is not null)
            headers.Add(AwsRequest.Target, target);
        return await _aws.Core.HandleAsync(new("POST", path, "", headers, body), TestContext.Current.CancellationToken);
    }
}
