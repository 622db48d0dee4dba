using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>Generates well-formed, plausible requests: any supported operation, with members of its model and mostly suitable values.</summary>
internal sealed class RandomRequests(Random random, ValuePool values)
{
    private const int Deepest = 5;

    public AwsRequest Next(TestAws aws)
    {
        var (service, name) = ServiceModels.Covered[random.Next(ServiceModels.Covered.Count)];
        return For(aws, service, name);
    }

    public AwsRequest For(TestAws aws, string service, string name)
    {
        var operation = ServiceModels.Operation(service, name);
        return ServiceModels.ProtocolOf(service) switch
        {
            "rest-xml" => RestXml(aws, name, operation),
            "rest-json" => RestJson(aws, service, operation),
            "json" => Json(aws, service, name, operation),
            _ => Query(aws, service, name, operation),
        };
    }

    private AwsRequest Query(TestAws aws, string service, string name, JsonElement operation)
    {
        var fields = new List<(string Name, string Value)> { ("Action", name), ("Version", ServiceModels.VersionOf(service)) };
        if (operation.TryGetProperty("input", out var input))
            Fields(fields, service, "", ServiceModels.Shape(service, input), "", 0);
        return new(
            "POST",
            "/",
            "",
            aws.Signed(service),
            string.Join('&', fields.Select(f => $"{WebUtility.UrlEncode(f.Name)}={WebUtility.UrlEncode(f.Value)}"))
        );
    }

    private void Fields(List<(string, string)> fields, string service, string path, JsonElement shape, string member, int depth)
    {
        switch (shape.Text("type"))
        {
            case "structure" when depth < Deepest:
                foreach (var (name, reference) in Chosen(shape))
                {
                    Fields(
                        fields,
                        service,
                        (path.Length == 0 ? "" : path + ".") + WireName(service, name, reference),
                        ServiceModels.Shape(service, reference),
                        name,
                        depth + 1
                    );
                }

                break;
            case "list" when depth < Deepest:
                var item = ServiceModels.Shape(service, shape.GetProperty("member"));
                for (var i = 1; i <= 1 + random.Next(3); i++)
                    Fields(fields, service, service == "ec2" ? $"{path}.{i}" : $"{path}.member.{i}", item, member, depth + 1);
                break;
            case "structure" or "list":
                break;
            default:
                fields.Add((path, values.For(shape, member)));
                break;
        }
    }

    private AwsRequest RestXml(TestAws aws, string name, JsonElement operation)
    {
        var body = new StringBuilder();
        var (method, path, query) = Rest(operation, "route53", (member, shape, wireName) => Element(body, wireName, shape, member, 1));
        var xml = body.Length == 0 ? "" : $"<{name}Request xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">{body}</{name}Request>";
        return new(method, path, query, aws.Signed("route53"), xml);
    }

    private AwsRequest RestJson(TestAws aws, string service, JsonElement operation)
    {
        var body = new JsonObject();
        var (method, path, query) = Rest(operation, service, (member, shape, wireName) => body.Add(wireName, Node(service, shape, member, 1)));
        return new(method, path, query, aws.Signed(service), method == "POST" ? body.ToJsonString() : "");
    }

    private AwsRequest Json(TestAws aws, string service, string name, JsonElement operation)
    {
        var headers = aws.Signed(service);
        headers.Add(AwsRequest.Target, ServiceModels.TargetOf(service, name));
        return new("POST", "/", "", headers, Node(service, ServiceModels.Shape(service, operation.GetProperty("input")), "", 0)!.ToJsonString());
    }

    private JsonNode? Node(string service, JsonElement shape, string member, int depth)
    {
        switch (shape.Text("type"))
        {
            case "structure" when depth < Deepest:
                var members = new JsonObject();
                foreach (var (name, reference) in Chosen(shape))
                    members.Add(name, Node(service, ServiceModels.Shape(service, reference), name, depth + 1));
                return members;
            case "list" when depth < Deepest:
                var item = ServiceModels.Shape(service, shape.GetProperty("member"));
                return new JsonArray([.. Enumerable.Range(0, random.Next(3) + 1).Select(_ => Node(service, item, member, depth + 1))]);
            case "structure" or "list":
                return null;
            case "integer"
            or "long" when long.TryParse(values.For(shape, member), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return JsonValue.Create(number);
            default:
                return JsonValue.Create(values.For(shape, member));
        }
    }

    /// <summary>Places the members of a REST request as in its model; body members are passed to the action.</summary>
    private (string Method, string Path, string Query) Rest(JsonElement operation, string service, Action<string, JsonElement, string> body)
    {
        var http = operation.GetProperty("http");
        var path = http.Text("requestUri")!;
        var query = new List<string>();
        if (operation.TryGetProperty("input", out var input))
        {
            foreach (var (member, reference) in Chosen(ServiceModels.Shape(service, input)))
            {
                var shape = ServiceModels.Shape(service, reference);
                switch (reference.Text("location"))
                {
                    case "uri":
                        path = path.Replace(
                            $"{{{reference.Text("locationName")}}}",
                            Uri.EscapeDataString(values.For(shape, member)),
                            StringComparison.Ordinal
                        );
                        break;
                    case "querystring":
                        query.Add($"{reference.Text("locationName")}={Uri.EscapeDataString(values.For(shape, member))}");
                        break;
                    default:
                        body(member, shape, reference.Text("locationName") ?? member);
                        break;
                }
            }
        }

        return (http.Text("method")!, path, string.Join('&', query));
    }

    private void Element(StringBuilder xml, string name, JsonElement shape, string member, int depth)
    {
        xml.Append('<').Append(name).Append('>');
        switch (shape.Text("type"))
        {
            case "structure" when depth < Deepest:
                foreach (var (child, reference) in Chosen(shape))
                    Element(xml, reference.Text("locationName") ?? child, ServiceModels.Shape("route53", reference), child, depth + 1);
                break;
            case "list" when depth < Deepest:
                var item = shape.GetProperty("member");
                for (var i = 0; i <= random.Next(3); i++)
                    Element(xml, item.Text("locationName") ?? "member", ServiceModels.Shape("route53", item), member, depth + 1);
                break;
            case "structure" or "list":
                break;
            default:
                xml.Append(SecurityElement.Escape(values.For(shape, member)));
                break;
        }

        xml.Append("</").Append(name).Append('>');
    }

    /// <summary>Chooses members: required ones nearly always, others seldom, and DryRun very seldom, because it prevents changes.</summary>
    private List<(string Name, JsonElement Reference)> Chosen(JsonElement structure) =>
        [
            .. structure
                .GetProperty("members")
                .EnumerateObject()
                .Where(m =>
                    random.NextDouble()
                    < (
                        structure.Requires(m.Name) ? 0.98
                        : m.Name == "DryRun" ? 0.01
                        : ValuePool.IsUsual(m.Name) ? 0.6
                        : 0.08
                    )
                )
                .Select(m => (m.Name, m.Value)),
        ];

    private static string WireName(string service, string name, JsonElement reference) =>
        service != "ec2"
            ? name
            : reference.Text("queryName") ?? (reference.Text("locationName") is { } xml ? char.ToUpperInvariant(xml[0]) + xml[1..] : name);
}
