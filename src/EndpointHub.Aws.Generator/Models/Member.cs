namespace EndpointHub.Aws.Generator.Models;

internal enum MemberLocation
{
    Body,
    Uri,
    QueryString,
    Header,
}

/// <summary>A member of a structure, or the item of a list, with its name on the wire.</summary>
internal sealed class Member(string name, Shape shape, JsonObject traits, bool isRequired)
{
    /// <summary>The name in the model.</summary>
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public bool IsRequired { get; } = isRequired;

    /// <summary>The name in XML, in a header, in the query string or in the path.</summary>
    public string LocationName { get; } = traits.Text("locationName") ?? name;

    /// <summary>The name in an EC2 query request: <c>queryName</c>, else the XML name with a capital, else the member's name.</summary>
    public string Ec2QueryName { get; } = traits.Text("queryName") ?? Capitalised(traits.Text("locationName")) ?? name;

    public MemberLocation Location { get; } =
        traits.Text("location") switch
        {
            null => MemberLocation.Body,
            "uri" => MemberLocation.Uri,
            "querystring" => MemberLocation.QueryString,
            "header" => MemberLocation.Header,
            var other => throw new NotSupportedException($"Location '{other}' of member {name}."),
        };

    public string PropertyName { get; set; } = Capitalised(name)!;

    private static string? Capitalised(string? text) => text is null ? null : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
