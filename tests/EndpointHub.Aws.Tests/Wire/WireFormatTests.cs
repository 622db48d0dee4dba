using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using EndpointHub.AwsTests.Support;
using EndpointHub.Sandbox.Wire;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53;
using EndpointHub.Sandbox.Wire.Route53Profiles;
using EndpointHub.Sandbox.Wire.Route53Resolver;
using EndpointHub.Sandbox.Wire.Sts;

namespace EndpointHub.AwsTests.Wire;

/// <summary>
/// Random requests and responses of every operation, compared with botocore: the generated clients and the official EC2 client send what botocore
/// sends; the sandbox reads what botocore and the official EC2 client send; botocore and the clients read the responses of the sandbox.
/// </summary>
/// <remarks>Other values: set ENDPOINTHUB_WIRE_SEED (any text) and ENDPOINTHUB_WIRE_CASES (a number for each operation and direction).</remarks>
public sealed class WireFormatTests(Botocore botocore) : IClassFixture<Botocore>
{
    private static readonly string Seed = Environment.GetEnvironmentVariable("ENDPOINTHUB_WIRE_SEED") ?? "1";
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("ENDPOINTHUB_WIRE_CASES") ?? "4");
    private static readonly WireService[] Services =
    [
        Ec2Wire.Service,
        Route53Wire.Service,
        Route53ProfilesWire.Service,
        Route53ResolverWire.Service,
        StsWire.Service,
    ];

    private static readonly Dictionary<string, (Type Type, Func<HttpMessageHandler, IDisposable> Create)> Clients = new(StringComparer.Ordinal)
    {
        ["ec2"] = (typeof(IAmazonEC2), http => TestClients.Ec2(http)),
        ["route53"] = (typeof(IAmazonRoute53), http => TestClients.Route53(http)),
        ["route53profiles"] = (typeof(IAmazonRoute53Profiles), http => TestClients.Profiles(http)),
        ["route53resolver"] = (typeof(IAmazonRoute53Resolver), http => TestClients.Resolver(http)),
    };

    /// <summary>The official client does not have the old flat form of a rule.</summary>
    private static readonly string[] FlatRule =
    [
        "SourceSecurityGroupName",
        "SourceSecurityGroupOwnerId",
        "IpProtocol",
        "FromPort",
        "ToPort",
        "CidrIp",
    ];

    public static TheoryData<string, string> ServerOperations =>
        [.. Services.SelectMany(service => service.Operations.Select(operation => (service.Name, operation.Name)))];

    public static TheoryData<string> Ec2Operations => [.. Ec2Wire.Service.Operations.Select(operation => operation.Name)];

    public static TheoryData<string, string> ClientOperations =>
        [
            // The official EC2 client has hundreds of operations. Only those of the sandbox are compared.
            .. Ec2Wire.Service.Operations.Select(operation => ("ec2", operation.Name)),
            .. Clients.Where(client => client.Key != "ec2").SelectMany(client => ClientMethods(client.Value.Type).Select(name => (client.Key, name))),
        ];

    [Theory]
    [MemberData(nameof(ClientOperations))]
    public async Task The_client_sends_what_botocore_sends(string service, string operation)
    {
        foreach (var expected in await botocore.RequestsAsync(service, operation, Seed, Cases, OmittedOf(operation)))
        {
            var request = WireValues.Create(ClientType(service, operation + "Request"), (JsonObject)expected!["parameters"]!);
            var sent = await SendAsync(service, operation, request, IsJson(service) ? StubHttp.Json("{}") : StubHttp.Xml($"<{operation}Response/>"));

            var (theirs, ours) = (CanonicalHttp.Of(expected), CanonicalHttp.Of(sent));
            if (string.IsNullOrEmpty((string?)expected["parameters"]!["ClientToken"]))
                (theirs, ours) = (theirs.WithoutToken(), ours.WithoutToken());
            if (service == "ec2")
                ours = ours.WithoutEmptyFieldsThatAreNotIn(theirs);
            Same(theirs, ours, expected["parameters"]!);
        }
    }

    [Theory]
    [MemberData(nameof(ServerOperations))]
    public async Task The_sandbox_reads_what_botocore_sends(string service, string operation)
    {
        var wire = Services.Single(candidate => candidate.Name == service);
        foreach (var sent in await botocore.RequestsAsync(service, operation, Seed, Cases))
        {
            var call = wire.Open(
                new WireHttpRequest((string)sent!["method"]!, (string)sent["path"]!, (string)sent["query"]!, (string)sent["body"]!)
                {
                    Target = (string?)sent["headers"]!["X-Amz-Target"],
                }
            );
            Assert.Equal(operation, call.Operation?.Name);
            var parsed = call.Operation!.Parse(call.Request);

            Assert.Empty(parsed.UnknownParameters);
            Same(WireValues.Plain(sent["sent"]), WireValues.Plain(WireValues.Describe(parsed.Message)), sent);
        }
    }

    [Theory]
    [MemberData(nameof(Ec2Operations))]
    public async Task The_sandbox_reads_what_the_official_ec2_client_sends(string operation)
    {
        foreach (var sent in await botocore.RequestsAsync("ec2", operation, Seed, Cases, OmittedOf(operation)))
        {
            var request = WireValues.Create(ClientType("ec2", operation + "Request"), (JsonObject)sent!["parameters"]!);
            var http = await SendAsync("ec2", operation, request, StubHttp.Xml($"<{operation}Response/>"));
            var call = Ec2Wire.Service.Open(new WireHttpRequest(http.Method, http.Uri.AbsolutePath, "", http.Body));
            Assert.Equal(operation, call.Operation?.Name);
            var parsed = call.Operation!.Parse(call.Request);

            Assert.Empty(parsed.UnknownParameters);
            var (theirs, ours) = ((JsonObject)sent["sent"]!, WireValues.Describe(parsed.Message));
            if (string.IsNullOrEmpty((string?)theirs["ClientToken"]))
                ours["ClientToken"] = theirs["ClientToken"]?.DeepClone();
            if (operation == "CreateTags")
                WriteMissingTagValues(theirs);
            Same(WireValues.Plain(theirs), WireValues.Plain(ours), sent);
        }
    }

    [Theory]
    [MemberData(nameof(ServerOperations))]
    public async Task Botocore_reads_the_responses_of_the_sandbox(string service, string operation)
    {
        foreach (var output in await botocore.OutputsAsync(service, operation, Seed, Cases))
        {
            var http = Answer(service, operation, output!);
            var read = (JsonObject)
                await botocore.AskAsync(
                    new
                    {
                        ask = "parse",
                        service,
                        operation,
                        status = http.Status,
                        headers = http.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal),
                        body = Encoding.UTF8.GetString(http.Body.Span),
                    }
                );

            Assert.Equal("request-1", (string?)read["ResponseMetadata"]!["RequestId"]);
            read.Remove("ResponseMetadata");
            Same(WireValues.Plain(output), WireValues.Plain(read), output!);
        }
    }

    [Theory]
    [MemberData(nameof(ClientOperations))]
    public async Task The_client_reads_the_responses_of_the_sandbox(string service, string operation)
    {
        var responseType = ClientType(service, operation + "Response");
        foreach (var output in await botocore.OutputsAsync(service, operation, Seed, Cases))
        {
            var http = Answer(service, operation, output!);
            var (body, status) = (Encoding.UTF8.GetString(http.Body.Span), (System.Net.HttpStatusCode)http.Status);
            var answer = IsJson(service) ? StubHttp.Json(body, status) : StubHttp.Xml(body, status);
            foreach (var header in http.Headers)
                answer.Headers.TryAddWithoutValidation(header.Key, header.Value);
            object? response = null;
            await SendAsync(service, operation, Labelled(ClientType(service, operation + "Request")), answer, received => response = received);

            Same(WireValues.Plain(WireValues.Unwrapped(output, responseType)), WireValues.Plain(WireValues.Describe(response!)), output!);
        }
    }

    [Theory]
    [InlineData("ec2", "DescribeVpcs")]
    [InlineData("route53", "GetHostedZone")]
    [InlineData("route53profiles", "GetProfile")]
    [InlineData("route53resolver", "GetResolverRule")]
    [InlineData("sts", "GetCallerIdentity")]
    public async Task Botocore_reads_the_sandboxs_errors(string service, string operation)
    {
        var http = Services.Single(candidate => candidate.Name == service).Error("Some.Code", "text <with> & more", "request-1");
        var read = await botocore.AskAsync(
            new
            {
                ask = "parse",
                service,
                operation,
                status = http.Status,
                headers = http.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal),
                body = Encoding.UTF8.GetString(http.Body.Span),
            }
        );

        Assert.Equal(("Some.Code", "text <with> & more"), ((string?)read["Error"]!["Code"], (string?)read["Error"]!["Message"]));
        Assert.Equal("request-1", (string?)read["ResponseMetadata"]!["RequestId"]);
    }

    [Fact]
    public void The_sandbox_implements_every_operation_of_the_client() =>
        Assert.All(
            ClientOperations.Select(row => row.Data),
            operation => Assert.NotNull(Services.Single(service => service.Name == operation.Item1).Find(operation.Item2))
        );

    private static IEnumerable<string> ClientMethods(Type client) =>
        client.GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.Name[..^"Async".Length]);

    private static string[] OmittedOf(string operation) =>
        operation.Contains("SecurityGroupIngress", StringComparison.Ordinal) || operation.Contains("SecurityGroupEgress", StringComparison.Ordinal)
            ? FlatRule
            : [];

    /// <summary>The official client writes a tag without a value as one with an empty value.</summary>
    private static void WriteMissingTagValues(JsonObject createTags)
    {
        foreach (var tag in createTags["Tags"]!.AsArray())
            ((JsonObject)tag!).TryAdd("Value", "");
    }

    private static bool IsJson(string service) => service is "route53profiles" or "route53resolver";

    private static Type ClientType(string service, string name) =>
        Clients[service].Type.Assembly.GetType($"{Clients[service].Type.Namespace}.Model.{name}", throwOnError: true)!;

    private static WireHttpResponse Answer(string service, string operation, JsonNode output)
    {
        var wire = Services.Single(candidate => candidate.Name == service);
        var found = wire.Find(operation)!;
        return wire.Success(found, (IWireResponse)WireValues.Create(found.ResponseType, (JsonObject)output), "request-1");
    }

    /// <summary>True if the request has all members of its path.</summary>
    private static object Labelled(Type type)
    {
        var request = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.PropertyType == typeof(string))
                property.SetValue(request, "x");
            else if (typeof(Amazon.Runtime.ConstantClass).IsAssignableFrom(property.PropertyType))
                property.SetValue(request, Activator.CreateInstance(property.PropertyType, "x"));
        }

        return request;
    }

    private static async Task<SentRequest> SendAsync(
        string service,
        string operation,
        object request,
        HttpResponseMessage answer,
        Action<object>? received = null
    )
    {
        var http = StubHttp.Answering(() => answer);
        using IDisposable client = Clients[service].Create(http);
        var call = (Task)
            client
                .GetType()
                .GetMethod(operation + "Async", [request.GetType(), typeof(CancellationToken)])!
                .Invoke(client, [request, TestContext.Current.CancellationToken])!;
        await call;
        received?.Invoke(call.GetType().GetProperty("Result")!.GetValue(call)!);
        return Assert.Single(http.Sent);
    }

    private static void Same(JsonNode? expected, JsonNode? actual, JsonNode about) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"seed {Seed}, of {about.ToJsonString()}\nexpected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}"
        );
}
