using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace EndpointHub.AwsTests.Wire;

/// <summary>
/// Converts generated objects from and to botocore's dictionaries with the names of the model. Generated names that differ from the model on purpose
/// are listed here independently.
/// </summary>
internal static class WireValues
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["CidrBlock.CidrBlock"] = "Cidr",
        ["PrefixListId.PrefixListId"] = "Id",
        ["Ipv6CidrBlock.Ipv6CidrBlock"] = "Value",
        ["PolicyDescriptorType.arn"] = "Arn",
    };

    /// <summary>Members that the official client does not have.</summary>
    private static readonly string[] LeftOut =
    [
        "ModifyVpcEndpointResponse.Return",
        "DeleteVpcPeeringConnectionResponse.Return",
        "RejectVpcPeeringConnectionResponse.Return",
    ];

    public static object Create(Type type, JsonObject members)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var (name, value) in members)
        {
            if (Find(type, name) is { } property)
                property.SetValue(instance, Convert(property.PropertyType, value!));
            else
                Assert.Contains($"{type.Name}.{name}", LeftOut);
        }

        return instance;
    }

    /// <summary>The dictionary of botocore for an object, without null members, empty lists and empty structures.</summary>
    public static JsonObject Describe(object instance, Type? model = null)
    {
        var type = model ?? instance.GetType();
        var members = new JsonObject();
        foreach (var property in Properties(type))
        {
            if (Describe(property.GetValue(instance)) is { } value)
                members[NameInModel(type, property.Name)] = value;
        }

        return members;
    }

    /// <summary>Removes differences that the wire format cannot represent, and normalizes times.</summary>
    public static JsonNode? Plain(JsonNode? node) =>
        node switch
        {
            JsonObject structure => structure
                .Select(member => (member.Key, Value: Plain(member.Value)))
                .Where(member => member.Value is not null)
                .ToList()
                is { Count: > 0 } members
                ? new JsonObject(
                    members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value))
                )
                : null,
            JsonArray { Count: 0 } => null,
            JsonArray list => new JsonArray([.. list.Select(item => Plain(item) ?? new JsonObject())]),
            _ => node?.DeepClone(),
        };

    /// <summary>As in the official package, a structure with the single member Value becomes that value.</summary>
    public static JsonNode? Unwrapped(JsonNode? node, Type type) =>
        node switch
        {
            JsonObject { Count: <= 1 } wrapped when IsScalar(type) => wrapped["Value"]?.DeepClone(),
            JsonObject structure => new JsonObject(
                structure
                    .Where(member => Find(type, member.Key) is not null || !LeftOut.Contains($"{type.Name}.{member.Key}"))
                    .Select(member => KeyValuePair.Create(member.Key, Unwrapped(member.Value, Find(type, member.Key)!.PropertyType)))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Unwrapped(item, type.GetGenericArguments()[0]))]),
            _ => node?.DeepClone(),
        };

    private static JsonNode? Describe(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool or int or long => JsonValue.Create(value),
            DateTime time => Text(new DateTimeOffset(time)),
            DateTimeOffset time => Text(time),
            ConstantClass constant => constant.Value,
            IList list => new JsonArray([.. list.Cast<object?>().Select(Describe)]),
            _ => Describe(value, value.GetType()),
        };

    private static object? Convert(Type type, JsonNode value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is JsonObject structure)
        {
            return IsScalar(type)
                ? structure["Value"] is { } inner
                    ? Convert(type, inner)
                    : null
                : Create(type, structure);
        }

        if (value is JsonArray array)
        {
            var list = (IList)Activator.CreateInstance(type)!;
            foreach (var item in array)
                list.Add(Convert(type.GetGenericArguments()[0], item!));
            return list;
        }

        if (typeof(ConstantClass).IsAssignableFrom(type))
            return Activator.CreateInstance(type, (string)value!);
        return type switch
        {
            _ when type == typeof(int) => (int)value,
            _ when type == typeof(long) => (long)value,
            _ when type == typeof(bool) => (bool)value,
            _ when type == typeof(DateTime) => Time(value).UtcDateTime,
            _ when type == typeof(DateTimeOffset) => Time(value),
            _ => (string)value!,
        };
    }

    private static bool IsScalar(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } bare && (bare == typeof(string) || bare.IsPrimitive);

    private static DateTimeOffset Time(JsonNode value) => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static PropertyInfo? Find(Type type, string name) =>
        Properties(type).SingleOrDefault(property => NameInModel(type, property.Name) == name);

    private static string NameInModel(Type type, string property)
    {
        if (type.Name == "IpPermission" && property == "Ipv4Ranges")
            return "IpRanges";
        return Renamed
                .FirstOrDefault(renamed => renamed.Key.StartsWith(type.Name + ".", StringComparison.Ordinal) && renamed.Value == property)
                .Key?.Split('.')[1]
            ?? property;
    }

    // Without the SDK's members: metadata, status, length, headers.
    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite);
}
