using Amazon.EC2.Model;
using Amazon.Route53.Model;
using Amazon.Runtime;
using EndpointHub.Aws.Reading;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

public sealed class PaginatorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_of_all_pages_are_in_order_and_an_empty_token_ends_the_list()
    {
        var http = StubHttp.Answering(
            () => VpcPage("<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>t1</nextToken>"),
            () => VpcPage("<vpcSet/><nextToken>t2</nextToken>"),
            () => VpcPage("<vpcSet><item><vpcId>vpc-2</vpcId></item></vpcSet><nextToken/>")
        );
        using var client = TestClients.Ec2(http);
        var request = new DescribeVpcsRequest { MaxResults = 5 };

        var ids = new List<string?>();
        await foreach (var vpc in client.Paginators.DescribeVpcs(request).Vpcs.WithCancellation(Cancel))
            ids.Add(vpc.VpcId);

        Assert.Equal(["vpc-1", "vpc-2"], ids);
        Assert.Equal(["", "t1", "t2"], http.Sent.Select(sent => sent.Form.GetValueOrDefault("NextToken", "")));
        Assert.All(http.Sent, sent => Assert.Equal("5", sent.Form["MaxResults"]));
    }

    [Fact]
    public async Task A_token_that_is_returned_twice_is_an_error()
    {
        var http = new StubHttp(_ => VpcPage("<nextToken>same</nextToken>"));
        using var client = TestClients.Ec2(http);

        await Assert.ThrowsAsync<AmazonClientException>(async () =>
        {
            await foreach (var page in client.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Responses.WithCancellation(Cancel))
                Assert.NotNull(page);
        });

        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public async Task A_cycle_of_tokens_is_an_error()
    {
        var number = 0;
        var http = new StubHttp(_ => VpcPage($"<nextToken>{number++ % 3}</nextToken>"));
        using var client = TestClients.Ec2(http);

        await Assert.ThrowsAsync<AmazonClientException>(() => client.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Vpcs.ToListAsync(Cancel));

        Assert.Equal(4, http.Sent.Count);
    }

    [Fact]
    public async Task The_same_request_can_start_the_same_list_twice()
    {
        using var client = TestClients.Ec2(new StubHttp(_ => VpcPage("<nextToken>same</nextToken>")));
        var request = new DescribeVpcsRequest();

        Assert.Equal("same", (await client.DescribeVpcsAsync(request, Cancel)).NextToken);
        Assert.Equal("same", (await client.DescribeVpcsAsync(request, Cancel)).NextToken);
    }

    [Fact]
    public async Task Endpoint_services_are_paged_although_the_official_package_has_no_paginator_for_them()
    {
        var http = StubHttp.Answering(
            () =>
                StubHttp.Xml(
                    "<DescribeVpcEndpointServicesResponse><serviceNameSet><item>a</item></serviceNameSet><nextToken>t</nextToken></DescribeVpcEndpointServicesResponse>"
                ),
            () =>
                StubHttp.Xml(
                    "<DescribeVpcEndpointServicesResponse><serviceNameSet><item>b</item></serviceNameSet></DescribeVpcEndpointServicesResponse>"
                )
        );
        using var client = TestClients.Ec2(http);

        Assert.Equal(["a", "b"], await ServiceReader.NamesAsync(new Apis(client, null!, null!, null!), Cancel));

        Assert.Equal(["", "t"], http.Sent.Select(sent => sent.Form.GetValueOrDefault("NextToken", "")));
    }

    [Fact]
    public async Task Records_are_paged_by_name_type_and_identifier_together()
    {
        var http = StubHttp.Answering(
            () => Page("<IsTruncated>true</IsTruncated><NextRecordName>b.</NextRecordName><NextRecordType>A</NextRecordType>"),
            () =>
                Page(
                    "<IsTruncated>true</IsTruncated><NextRecordName>b.</NextRecordName><NextRecordType>AAAA</NextRecordType><NextRecordIdentifier>i</NextRecordIdentifier>"
                ),
            () => Page("<IsTruncated>false</IsTruncated>")
        );
        using var client = TestClients.Route53(http);

        await foreach (
            var page in client
                .Paginators.ListResourceRecordSets(new ListResourceRecordSetsRequest { HostedZoneId = "Z1" })
                .Responses.WithCancellation(Cancel)
        )
        {
            Assert.NotNull(page);
        }

        Assert.Equal(["", "?name=b.&type=A", "?identifier=i&name=b.&type=AAAA"], http.Sent.Select(sent => sent.Uri.Query));
    }

    [Fact]
    public async Task Zones_of_a_vpc_are_paged_although_botocore_has_no_paginator_for_them()
    {
        var http = StubHttp.Answering(() => Page("<NextToken>t</NextToken>"), () => Page(""));
        using var client = TestClients.Route53(http);

        await foreach (
            var zone in client
                .Paginators.ListHostedZonesByVPC(new ListHostedZonesByVPCRequest { VPCId = "vpc-1" })
                .HostedZoneSummaries.WithCancellation(Cancel)
        )
        {
            Assert.NotNull(zone);
        }

        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public async Task Paging_can_be_cancelled_between_pages()
    {
        using var cancel = new CancellationTokenSource();
        var http = new StubHttp(_ => VpcPage($"<nextToken>{Guid.NewGuid()}</nextToken>"));
        using var client = TestClients.Ec2(http);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in client.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Responses.WithCancellation(cancel.Token))
                await cancel.CancelAsync();
        });
    }

    private static HttpResponseMessage VpcPage(string content) => StubHttp.Xml($"<DescribeVpcsResponse>{content}</DescribeVpcsResponse>");

    private static HttpResponseMessage Page(string content) => StubHttp.Xml($"<r>{content}</r>");
}
