using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Route53;
using Amazon.Route53.Model;
using Amazon.Runtime;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

public sealed class XmlResponseTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cdata_is_read_as_text()
    {
        var answer = await Describe(
            "<DescribeVpcsResponse><vpcSet><item><tagSet><item><key>k</key><value><![CDATA[a < b]]> &amp; c</value></item></tagSet></item></vpcSet></DescribeVpcsResponse>"
        );

        Assert.Equal("a < b & c", answer.Vpcs!.Single().Tags!.Single().Value);
    }

    [Fact]
    public async Task An_absent_or_empty_list_is_null_and_an_empty_text_is_empty()
    {
        var answer = await Describe("<DescribeVpcsResponse><requestId>r-9</requestId><vpcSet/><nextToken/></DescribeVpcsResponse>");

        Assert.Null(answer.Vpcs);
        Assert.Equal("", answer.NextToken);
        Assert.Equal("r-9", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_state_that_AWS_writes_in_camel_case_equals_the_models_constant()
    {
        using var client = TestClients.Ec2(
            StubHttp.Answering(() =>
                StubHttp.Xml(
                    "<DescribeVpcEndpointsResponse><vpcEndpointSet><item><state>available</state></item></vpcEndpointSet></DescribeVpcEndpointsResponse>"
                )
            )
        );

        var answer = await client.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest(), Cancel);

        Assert.Equal(State.Available, answer.VpcEndpoints!.Single().State);
    }

    [Fact]
    public async Task A_value_that_AWS_added_later_is_kept()
    {
        using var client = TestClients.Ec2(
            StubHttp.Answering(() =>
                StubHttp.Xml(
                    "<DescribeVpcEndpointsResponse><vpcEndpointSet><item><state>hibernating</state></item></vpcEndpointSet></DescribeVpcEndpointsResponse>"
                )
            )
        );

        var answer = await client.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest(), Cancel);

        Assert.Equal("hibernating", answer.VpcEndpoints!.Single().State!.Value);
    }

    [Fact]
    public async Task An_attribute_is_its_value_as_in_the_official_package()
    {
        using var client = TestClients.Ec2(
            StubHttp.Answering(() =>
                StubHttp.Xml(
                    "<DescribeVpcAttributeResponse><vpcId>vpc-1</vpcId><enableDnsSupport><value>true</value></enableDnsSupport></DescribeVpcAttributeResponse>"
                )
            )
        );

        var answer = await client.DescribeVpcAttributeAsync(
            new DescribeVpcAttributeRequest { VpcId = "vpc-1", Attribute = VpcAttributeName.EnableDnsSupport },
            Cancel
        );

        Assert.True(answer.EnableDnsSupport);
        Assert.Null(answer.EnableDnsHostnames);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<DescribeVpcsResponse><vpcSet><item>")]
    [InlineData("<DescribeVpcsResponse><vpcSet><item><isDefault>perhaps</isDefault></item></vpcSet></DescribeVpcsResponse>")]
    public async Task A_malformed_response_is_an_error_and_never_an_empty_list(string body)
    {
        using var client = TestClients.Ec2(new StubHttp(_ => StubHttp.Xml(body)), config => config.MaxErrorRetry = 0);

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));
    }

    [Fact]
    public async Task A_document_type_declaration_is_refused()
    {
        using var client = TestClients.Ec2(
            new StubHttp(_ =>
                StubHttp.Xml(
                    """<!DOCTYPE DescribeVpcsResponse [<!ENTITY e "x">]><DescribeVpcsResponse><nextToken>&e;</nextToken></DescribeVpcsResponse>"""
                )
            ),
            config => config.MaxErrorRetry = 0
        );

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));
    }

    [Fact]
    public async Task A_refused_batch_of_records_names_its_error_and_its_messages()
    {
        using var client = TestClients.Route53(
            StubHttp.Answering(() =>
                StubHttp.Xml(
                    """<InvalidChangeBatch xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Messages><Message>one.</Message><Message>two.</Message></Messages><RequestId>r-2</RequestId></InvalidChangeBatch>""",
                    HttpStatusCode.BadRequest
                )
            )
        );

        var refused = await Assert.ThrowsAsync<AmazonRoute53Exception>(() =>
            client.ChangeResourceRecordSetsAsync(new ChangeResourceRecordSetsRequest { HostedZoneId = "Z1" }, Cancel)
        );

        Assert.Equal(("InvalidChangeBatch", "one. two.", "r-2"), (refused.ErrorCode, refused.Message, refused.RequestId));
    }

    [Fact]
    public async Task Route_53s_ordinary_error_is_read()
    {
        using var client = TestClients.Route53(
            StubHttp.Answering(() =>
                StubHttp.Xml(
                    "<ErrorResponse><Error><Type>Sender</Type><Code>ConflictingDomainExists</Code><Message>m</Message></Error><RequestId>r-3</RequestId></ErrorResponse>",
                    HttpStatusCode.BadRequest
                )
            )
        );

        var refused = await Assert.ThrowsAsync<AmazonRoute53Exception>(() =>
            client.AssociateVPCWithHostedZoneAsync(new AssociateVPCWithHostedZoneRequest { HostedZoneId = "Z1" }, Cancel)
        );

        Assert.Equal(("ConflictingDomainExists", ErrorType.Sender), (refused.ErrorCode, refused.ErrorType));
    }

    [Theory]
    [InlineData("<html>Bad Gateway")]
    [InlineData("")]
    public async Task A_response_of_a_proxy_uses_its_http_status_as_the_error_code(string body)
    {
        using var client = TestClients.Ec2(new StubHttp(_ => StubHttp.Xml(body, HttpStatusCode.BadGateway)), config => config.MaxErrorRetry = 0);

        var failed = await Assert.ThrowsAsync<AmazonEC2Exception>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));

        Assert.Equal(("502", HttpStatusCode.BadGateway), (failed.ErrorCode, failed.StatusCode));
    }

    [Theory]
    [InlineData("Z1")]
    [InlineData("/hostedzone/Z1")]
    public async Task Ids_are_sent_without_the_path_prefix_that_Route_53_returns(string id)
    {
        var http = StubHttp.Answering(() => StubHttp.Xml("<r/>"), () => StubHttp.Xml("<r/>"));
        using var client = TestClients.Route53(http);

        await client.GetHostedZoneAsync(new GetHostedZoneRequest { Id = id }, Cancel);
        await client.GetChangeAsync(new GetChangeRequest { Id = "/change/C1" }, Cancel);

        Assert.Equal("/2013-04-01/hostedzone/Z1", http.Sent[0].Uri.AbsolutePath);
        Assert.Equal("/2013-04-01/change/C1", http.Sent[1].Uri.AbsolutePath);
    }

    [Fact]
    public async Task A_missing_label_is_refused_before_anything_is_sent()
    {
        var http = StubHttp.Answering();
        using var client = TestClients.Route53(http);

        await Assert.ThrowsAsync<AmazonClientException>(() => client.GetHostedZoneAsync(new GetHostedZoneRequest(), Cancel));

        Assert.Empty(http.Sent);
    }

    private static async Task<DescribeVpcsResponse> Describe(string body)
    {
        using var client = TestClients.Ec2(StubHttp.Answering(() => StubHttp.Xml(body)));
        return await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);
    }
}
