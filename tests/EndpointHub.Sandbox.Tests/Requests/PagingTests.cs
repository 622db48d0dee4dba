using System.Xml.Linq;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>Every EC2 operation whose model supports paging is paginated.</summary>
public sealed class PagingTests
{
    /// <summary>The parameters that these operations require; those of the other operations are optional.</summary>
    private static readonly Dictionary<string, Func<TestAws, Task<(string, string)[]>>> Required = new(StringComparer.Ordinal)
    {
        ["DescribeStaleSecurityGroups"] = async aws => [("VpcId", (await aws.Ec2("DescribeVpcs"))["vpcId"])],
        ["GetManagedPrefixListAssociations"] = async aws => [("PrefixListId", await List(aws))],
        ["GetManagedPrefixListEntries"] = async aws => [("PrefixListId", await List(aws))],
        ["GetTransitGatewayAttachmentPropagations"] = async aws => [("TransitGatewayAttachmentId", await Attachment(aws))],
        ["GetTransitGatewayPrefixListReferences"] = async aws => [("TransitGatewayRouteTableId", await Table(aws))],
        ["GetTransitGatewayRouteTableAssociations"] = async aws => [("TransitGatewayRouteTableId", await Table(aws))],
        ["GetTransitGatewayRouteTablePropagations"] = async aws => [("TransitGatewayRouteTableId", await Table(aws))],
        ["SearchTransitGatewayRoutes"] = async aws =>
            [("TransitGatewayRouteTableId", await Table(aws)), ("Filter.1.Name", "state"), ("Filter.1.Value.1", "active")],
    };

    [Fact]
    public async Task Pages_of_every_paginated_operation_add_up_to_the_complete_list()
    {
        using var aws = new TestAws();
        await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
        var (several, paged) = (0, 0);
        foreach (var name in ServiceModels.Covered.Where(o => o.Service == "ec2" && IsPaged(o.Name)).Select(o => o.Name))
        {
            var parameters = Required.TryGetValue(name, out var required) ? await required(aws) : [];
            Assert.True("InvalidNextToken" == (await aws.Ec2(name, [.. parameters, ("NextToken", "made up")])).Code, name);
            Assert.True("InvalidParameterValue" == (await aws.Ec2(name, [.. parameters, ("MaxResults", "-1")])).Code, name);
            var whole = await aws.Ec2(name, parameters);
            Assert.True(whole.Status == 200 && whole.Find("nextToken") is null, $"{name}: {whole}");
            var (items, pages) = (new List<string>(), 0);
            string? token = null;
            do
            {
                var page = await aws.Ec2(name, [.. parameters, ("MaxResults", "5"), .. token is null ? [] : new[] { ("NextToken", token) }]);
                items.AddRange(Items(name, page));
                token = page.Find("nextToken") is { Length: > 0 } next ? next : null;
                pages++;
            } while (token is not null);

            Assert.Equal(Items(name, whole), items);
            paged++;
            if (pages > 1)
                several++;
        }

        Assert.True(paged >= 30 && several >= 8, $"{paged} operations, {several} of them in several pages");
    }

    private static bool IsPaged(string name) =>
        ServiceModels.Shape("ec2", ServiceModels.Operation("ec2", name).GetProperty("input")).GetProperty("members") is var members
        && members.TryGetProperty("NextToken", out _)
        && members.TryGetProperty("MaxResults", out _);

    /// <summary>The items of the answer's own list, in their order; the last one, for services are listed by name before.</summary>
    private static List<string> Items(string name, Answer answer) =>
        [.. answer.Elements(name + "Response").Single().Elements().Where(e => e.HasElements).TakeLast(1).Elements().Select(e => e.ToString())];

    private static async Task<string> List(TestAws aws) => (await aws.Ec2("DescribeManagedPrefixLists"))["prefixListId"];

    private static async Task<string> Table(TestAws aws)
    {
        await Attachment(aws);
        return (await aws.Ec2("DescribeTransitGatewayRouteTables"))["transitGatewayRouteTableId"];
    }

    private static async Task<string> Attachment(TestAws aws)
    {
        if ((await aws.Ec2("DescribeTransitGatewayAttachments")).Find("transitGatewayAttachmentId") is { } made)
            return made;
        var gateway = await aws.Make("CreateTransitGateway", "transitGatewayId");
        aws.Settle();
        var subnet = await aws.Ec2("DescribeSubnets");
        var attachment = await aws.Make(
            "CreateTransitGatewayVpcAttachment",
            "transitGatewayAttachmentId",
            ("TransitGatewayId", gateway),
            ("VpcId", subnet["vpcId"]),
            ("SubnetIds.1", subnet["subnetId"])
        );
        aws.Settle();
        return attachment;
    }
}
