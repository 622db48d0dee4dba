using System.Text;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Requests;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Hostile;

/// <summary>Generates malformed requests: valid requests that are altered, truncated, enlarged, or wrongly signed.</summary>
internal sealed class HostileBytes(Random random, TestAws aws, RandomRequests requests)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW", "post"];

    private static readonly string[] Paths =
    [
        "/",
        "//",
        "/../..",
        "/2013-04-01/../hostedzone",
        "/2013-04-01/hostedzone/%2e%2e%2f%2e%2e",
        "/2013-04-01/hostedzone/Z1%00/rrset/",
        "/2013-04-01//hostedzone//",
        "/2013-04-01/",
        "/2013-04-01/hostedzone/%ff%fe",
        "/2013-04-01/hostedzone/%",
        "/2013-04-01/change/%0d%0aSet-Cookie:x",
        "/_sandbox/",
        "/_sandbox/nothing",
        "/_sandbox/resolve",
        "/_sandbox/faults",
        "/_sandbox/dns-history",
        "/2013-04-01/hostedzone/" + new string('A', 5000),
        "/%3Cscript%3E",
        "/2013-04-01/hostedzone/{Id}",
        "*",
        "/2013-04-01/tags/hostedzone/%2F",
        "/profile",
        "/profile/",
        "/profile/%2F",
        "/profile/%00",
        "/profile/..%2f",
        "/profileassociation//resourceid/",
        "/profileresourceassociation/profileid/x/resourcearn/arn%3Aaws%3A%ff",
        "/profiles?",
        "/profile\ud800",
    ];

    private static readonly string[] Headers =
    [
        "",
        "Basic dXNlcjpwYXNz",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=, Signature=",
        "AWS4-HMAC-SHA256 Credential=123456789012/20261001//ec2/aws4_request, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=123456789012/x/ap-northeast-1%00/ec2/aws4_request, Signature=0",
        "AWS4-ECDSA-P256-SHA256 Credential=k/d/s/aws4_request",
        "AWS4-HMAC-SHA256 Credential=\u0001/20261001/<r>/ec2/aws4_request, Signature=0",
        "AWS4-HMAC-SHA256 Credential=123456789012/20261001/ap-northeast-1/route53/aws4_request",
    ];

    private static readonly string[] Targets =
    [
        "",
        ".",
        "Route53Resolver",
        "Route53Resolver.",
        "Route53Resolver.CreateVpc",
        "Route53Resolver.listresolverrules",
        "Route53Resolver.ListResolverRules ",
        "ListResolverRules",
        "Route53Profiles.ListProfiles",
        "DynamoDB_20120810.ListTables",
        "\ud800",
        "Route53Resolver.\udc00",
        "Route53Resolver.ListResolverRules\0",
        "\"",
        "<x>",
        new string('T', 9000),
    ];

    private static readonly string[] Snippets =
    [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "null",
        "\":null,\"",
        "\\ud800",
        "\\u0000",
        "\\",
        "1e999",
        "-0",
        "01",
        "123456789012345678901234567890",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":",
        "\"VPCId\":\"x\",",
        "\"Filters\":{}",
        "\"MaxResults\":1.5",
        "\"MaxResults\":\"x\"",
        "\"TargetIps\":[null]",
        "\"TargetIps\":[[]]",
        "\"Name\":true",
        "\"Name\":[\"x\"]",
        "//",
        "/**/",
        "\ufeff",
        "<",
        ">",
        "&",
        "=",
        "%",
        "%zz",
        "%00",
        "%ED%A0%80",
        "\0",
        "\u0008",
        "\ud800",
        "\udc00",
        "\ufffe",
        "]]>",
        "<![CDATA[",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "&a;",
        "<!--",
        "<?xml?>",
        "Action=",
        "&Action=CreateVpc",
        ".1.1.1.1",
        "Filter.1.Name.1",
        "Filter.-1.Name=x",
        "Filter.99999999999.Name=x",
        "Filter.0.Name=x",
        "&=",
        "&&&",
        "==",
        "+",
        "\r\n\r\n",
        "\u202e",
        "999999999999",
        "&Version=2011-06-15",
        "&DryRun=maybe",
        "&ClientToken=\u00e9",
        "&MaxResults=-2147483649",
        "&NextToken=ZnJvbTotMQ==",
        "&VpcId=",
        "&VpcId.1=x",
        "&Tag.1=x",
    ];

    public AwsRequest Next() =>
        random.Next(13) switch
        {
            0 => Big(),
            1 => requests.Next(aws) with { Path = Paths[random.Next(Paths.Length)] },
            2 => requests.Next(aws) with { Method = Methods[random.Next(Methods.Length)] },
            3 => Signed(requests.Next(aws), Headers[random.Next(Headers.Length)]),
            4 => requests.Next(aws) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) },
            5 => Introspected(),
            12 => Targeted(requests.Next(aws)),
            6 => new("POST", random.Next(2) == 0 ? "/" : "/2013-04-01/hostedzone", "", aws.Signed("ec2"), Garbage(random.Next(2000))),
            _ => Bent(requests.Next(aws)),
        };

    private AwsRequest Targeted(AwsRequest request)
    {
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase)
        {
            [AwsRequest.Target] = Targets[random.Next(Targets.Length)],
        };
        return request with { Headers = headers };
    }

    private AwsRequest Bent(AwsRequest request)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            request = random.Next(8) switch
            {
                0 => request with { Query = Bent(request.Query) },
                1 => request with { Path = Bent(request.Path) },
                2 => request with { Query = request.Body, Body = request.Query },
                _ => request with { Body = Bent(request.Body) },
            };
        }

        // A request target begins with a slash; a web server refuses anything else.
        return request.Path.StartsWith('/') ? request : request with { Path = "/" + request.Path };
    }

    private string Bent(string text)
    {
        var at = random.Next(text.Length + 1);
        var to = Math.Min(text.Length, at + random.Next(1, 40));
        return random.Next(6) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text[..at] + text[to..],
            3 => text[..at] + text[at..to] + text[at..],
            4 => text[..at] + Garbage(random.Next(1, 8)) + text[at..],
            _ => text[..at] + Snippets[random.Next(Snippets.Length)] + text[at..],
        };
    }

    /// <summary>Long lists, long values, many fields, deep nesting: up to some hundred kilobytes.</summary>
    private AwsRequest Big()
    {
        var size = random.Next(100, 6000);
        string Ec2(string rest) => $"Action=DescribeVpcs&Version=2016-11-15&{rest}";
        AwsRequest Form(string body) => new("POST", "/", "", aws.Signed("ec2"), body);
        AwsRequest Zone(string body) => new("POST", "/2013-04-01/hostedzone", "", aws.Signed("route53"), body);
        AwsRequest Profile(string body) => new("POST", "/profile", "", aws.Signed("route53profiles"), body);
        AwsRequest Rule(string body) =>
            Profile(body) with
            {
                Path = "/",
                Headers = new Dictionary<string, string>(aws.Signed("route53resolver"), StringComparer.OrdinalIgnoreCase)
                {
                    [AwsRequest.Target] = "Route53Resolver.ListResolverRules",
                },
            };
        return random.Next(16) switch
        {
            10 => Profile(string.Concat(Enumerable.Repeat("{\"a\":", size))),
            11 => Profile(string.Concat(Enumerable.Repeat('[', size)) + string.Concat(Enumerable.Repeat(']', size))),
            12 => Profile($$"""{"Name":"{{new string('n', size * 20)}}","ClientToken":"{{new string('t', size)}}"}"""),
            13 => Rule($$"""{"Filters":[{{string.Join(',', Enumerable.Range(1, size).Select(i => $$"""{"Name":"Name","Values":["{{i}}"]}"""))}}]}"""),
            14 => Rule($$"""{"MaxResults":{{new string('9', size)}}}"""),
            15 => Rule("{" + string.Join(',', Enumerable.Range(1, size).Select(i => $"\"x{i % 7}\":null")) + "}"),
            0 => Form(Ec2(string.Join('&', Enumerable.Range(1, size).Select(i => $"VpcId.{i}=vpc-{i:x17}")))),
            1 => Form(Ec2(string.Join('&', Enumerable.Range(1, size).Select(i => $"Filter.{i}.Name=vpc-id&Filter.{i}.Value.1=*")))),
            2 => Form(
                Ec2(
                    "Filter.1.Name=vpc-id&"
                        + string.Join('&', Enumerable.Range(1, size).Select(i => $"Filter.1.Value.{i}={new string('*', i % 30)}?{i}"))
                )
            ),
            3 => Form(Ec2(string.Join('.', Enumerable.Repeat("Filter", size)) + "=x")),
            4 => Form(Ec2("NextToken=" + new string('A', size * 20))),
            5 => Form($"Action=CreateTags&Version=2016-11-15&ResourceId.1=vpc-1&Tag.1.Key={new string('k', size * 20)}"),
            6 => Zone(string.Concat(Enumerable.Repeat("<a>", size))),
            7 => Zone(
                $"<CreateHostedZoneRequest><Name>{new string('a', size * 20)}</Name><CallerReference>{new string('r', size)}</CallerReference></CreateHostedZoneRequest>"
            ),
            8 => Zone($"<CreateHostedZoneRequest>{string.Concat(Enumerable.Range(1, size).Select(i => $"<X{i}/>"))}</CreateHostedZoneRequest>"),
            _ => Zone($"<CreateHostedZoneRequest {string.Join(' ', Enumerable.Range(1, size).Select(i => $"a{i}=\"{i}\""))}/>"),
        };
    }

    private AwsRequest Introspected() =>
        new(
            random.Next(2) == 0 ? "GET" : "POST",
            "/_sandbox/"
                + new[] { "state", "requests", "resolve", "dns-history", "faults", "faults", "requester-managed", "unknown" }[random.Next(8)],
            Bent("vpc=vpc-1&endpoint=vpce-1&name=kms.ap-northeast-1.amazonaws.com"),
            aws.Signed("none"),
            random.Next(3) == 0 ? "[null]" : Bent("""[{"action": "CoffeeOnly", "code": "Teapot", "status": 418, "nth": 1, "times": 1}]""")
        );

    private static AwsRequest Signed(AwsRequest request, string header) =>
        request with
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = header },
        };

    private string Garbage(int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
            text.Append((char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(128)));
        return text.ToString();
    }
}
