using System.Text;
using EndpointHub.Sandbox.Wire;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53;
using EndpointHub.Sandbox.Wire.Sts;

namespace EndpointHub.AwsTests.Wire;

public sealed class ServerWireTests
{
    [Fact]
    public void A_form_becomes_a_typed_request()
    {
        var request = ParseEc2<DescribeVpcsRequest>(
            "Action=DescribeVpcs&Version=2016-11-15&VpcId.2=vpc-2&VpcId.1=vpc-1&Filter.1.Name=tag%3Aenv&Filter.1.Value.1=a+b&MaxResults=5"
        );

        Assert.Equal(["vpc-1", "vpc-2"], request.VpcIds);
        Assert.Equal("tag:env", Assert.Single(request.Filters).Name);
        Assert.Equal(["a b"], request.Filters[0].Values);
        Assert.Equal(5, request.MaxResults);
        Assert.Null(request.DryRun);
    }

    [Fact]
    public void List_items_keep_the_order_of_their_numbers_beyond_nine()
    {
        var form = string.Join('&', Enumerable.Range(1, 12).Reverse().Select(n => $"VpcId.{n}=vpc-{n}"));

        Assert.Equal(Enumerable.Range(1, 12).Select(n => $"vpc-{n}"), ParseEc2<DescribeVpcsRequest>("Action=DescribeVpcs&" + form).VpcIds);
    }

    [Theory]
    [InlineData("Action=DescribeVpcs&Colour=red", "Colour")]
    [InlineData("Action=DescribeVpcs&Filter.1.Name=a&Filter.1.Valu.1=b", "Filter.1.Valu.1")]
    [InlineData("Action=DescribeVpcs&VpcId.x=vpc-1", "VpcId.x")]
    [InlineData("Action=DescribeVpcs&VpcId=vpc-1", "VpcId")]
    public void Members_missing_in_the_model_are_reported(string form, string unknown) =>
        Assert.Equal([unknown], Parse(Ec2Wire.Service, Form(form)).UnknownParameters);

    [Theory]
    [InlineData("Action=CreateVpcEndpoint", nameof(WireFault.Missing), "VpcId")]
    [InlineData("Action=CreateVpcEndpoint&VpcId=vpc-1&ServiceName=s&VpcEndpointType=Door", nameof(WireFault.InvalidValue), "VpcEndpointType")]
    [InlineData("Action=CreateVpcEndpoint&VpcId=vpc-1&ServiceName=s&PrivateDnsEnabled=perhaps", nameof(WireFault.InvalidValue), "PrivateDnsEnabled")]
    [InlineData("Action=DescribeVpcs&MaxResults=many", nameof(WireFault.InvalidValue), "MaxResults")]
    [InlineData("Action=DescribeVpcs&MaxResults=99999999999", nameof(WireFault.InvalidValue), "MaxResults")]
    [InlineData("Action=DescribeVpcs&VpcId.1.Deeper=vpc-1", nameof(WireFault.InvalidValue), "VpcId.1")]
    [InlineData("Action=DescribeVpcs&NextToken=%01", nameof(WireFault.Malformed), "")]
    [InlineData("Action=DescribeVpcs&MaxResults=5&MaxResults=6", nameof(WireFault.Malformed), "")]
    [InlineData("Action=DescribeVpcs&A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A=1", nameof(WireFault.Malformed), "")]
    public void A_request_that_cannot_be_read_names_the_parameter(string form, string fault, string parameter)
    {
        var refused = Assert.Throws<WireFormatException>(() => Parse(Ec2Wire.Service, Form(form)));

        Assert.Equal((fault, parameter), (refused.Fault.ToString(), refused.Parameter));
    }

    [Fact]
    public void Ec2_responses_have_an_envelope_and_empty_lists_as_empty_elements()
    {
        var response = new CreateVpcResponse
        {
            Vpc = new Vpc { VpcId = "vpc-1", IsDefault = false },
        };

        var xml = Text(Ec2Wire.Service.Success(Ec2Wire.Service.Find("CreateVpc")!, response, "r-1"));

        Assert.Contains(
            "<CreateVpcResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r-1</requestId><vpc>",
            xml,
            StringComparison.Ordinal
        );
        Assert.Contains("<tagSet/>", xml, StringComparison.Ordinal);
        Assert.Contains("<isDefault>false</isDefault>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("cidrBlock>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_without_output_returns_return_true() =>
        Assert.Contains(
            "<requestId>r</requestId><return>true</return>",
            Text(Ec2Wire.Service.Success(Ec2Wire.Service.Find("DeleteVpc")!, new DeleteVpcResponse(), "r")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Path_query_string_and_body_become_one_request()
    {
        var list = Parse(Route53Wire.Service, new("GET", "/2013-04-01/hostedzone/Z1/rrset", "name=x.&type=A&maxitems=3", ""));
        var typed = Assert.IsType<ListResourceRecordSetsRequest>(list.Message);
        Assert.Equal(("Z1", "x.", "A", "3"), (typed.HostedZoneId, typed.StartRecordName, typed.StartRecordType, typed.MaxItems));

        var associate = Parse(
            Route53Wire.Service,
            new(
                "POST",
                "/2013-04-01/hostedzone/Z1/associatevpc",
                "",
                """<AssociateVPCWithHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><VPC><VPCRegion>ap-northeast-1</VPCRegion><VPCId>vpc-1</VPCId></VPC><Colour/></AssociateVPCWithHostedZoneRequest>"""
            )
        );
        Assert.Equal("vpc-1", Assert.IsType<AssociateVPCWithHostedZoneRequest>(associate.Message).VPC!.VPCId);
        Assert.Equal(["Colour"], associate.UnknownParameters);
    }

    [Theory]
    [InlineData("<ChangeResourceRecordSetsRequest>")]
    [InlineData("<Other/>")]
    [InlineData("""<!DOCTYPE x [<!ENTITY e "boom">]><ChangeResourceRecordSetsRequest>&e;</ChangeResourceRecordSetsRequest>""")]
    public void Invalid_or_hostile_xml_is_malformed(string body) =>
        Assert.Equal(
            WireFault.Malformed,
            Assert.Throws<WireFormatException>(() => Parse(Route53Wire.Service, new("POST", "/2013-04-01/hostedzone/Z1/rrset/", "", body))).Fault
        );

    [Fact]
    public void Creating_a_zone_returns_201_with_its_location()
    {
        var response = new CreateHostedZoneResponse { Location = "https://route53.amazonaws.com/2013-04-01/hostedzone/Z1" };

        var http = Route53Wire.Service.Success(Route53Wire.Service.Find("CreateHostedZone")!, response, "r");

        Assert.Equal(201, http.Status);
        Assert.Contains(KeyValuePair.Create("Location", response.Location), http.Headers);
    }

    [Fact]
    public void Errors_have_the_http_status_of_the_model()
    {
        Assert.Equal(404, Route53Wire.Service.Error("NoSuchHostedZone", "m", "r").Status);
        Assert.Equal(401, Route53Wire.Service.Error("NotAuthorizedException", "m", "r").Status);
        Assert.Equal(400, Ec2Wire.Service.Error("InvalidVpcID.NotFound", "m", "r").Status);
        Assert.Contains(
            "<Response><Errors><Error><Code>A</Code><Message>m &lt;&gt;</Message></Error></Errors><RequestID>r</RequestID></Response>",
            Text(Ec2Wire.Service.Error("A", "m <>", "r")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_clone_shares_nothing_with_its_original()
    {
        var original = new Vpc { Tags = [new() { Key = "k", Value = "v" }] };

        var copy = original.Clone();
        copy.Tags[0].Value = "changed";
        copy.Tags.Add(new());

        Assert.Equal("v", Assert.Single(original.Tags).Value);
    }

    [Fact]
    public void Sts_wraps_its_result() =>
        Assert.Contains(
            "<GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>",
            Text(StsWire.Service.Success(StsWire.Service.Find("GetCallerIdentity")!, new GetCallerIdentityResponse { Account = "1" }, "r")),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unknown_action_has_no_operation()
    {
        Assert.Null(Ec2Wire.Service.Open(Form("Action=LaunchRocket")).Operation);
        Assert.Equal("DescribeVpcs", Ec2Wire.Service.Open(Form("Action=DescribeVpcs")).Operation?.Name);
    }

    private static WireHttpRequest Form(string body) => new("POST", "/", "", body);

    private static T ParseEc2<T>(string form) => Assert.IsType<T>(Parse(Ec2Wire.Service, Form(form)).Message);

    private static ParsedRequest Parse(WireService service, WireHttpRequest http)
    {
        var call = service.Open(http);
        return call.Operation!.Parse(call.Request);
    }

    private static string Text(WireHttpResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
