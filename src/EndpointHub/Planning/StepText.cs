using System.Globalization;
using System.Reflection;
using System.Text;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>
/// Steps as single lines of text, so that what a dry run predicted survives JSON of any depth, CSV and remoting. A line begins with the format's
/// version and the kind of step; its members follow as <c>name=value</c>, ordered by name, with dots between a member and its own members or its
/// position in a list: <c>v1 DeleteRoute Destination=10.2.0.0/16 Location.AccountId=111111111111 ...</c>.
/// </summary>
/// <remarks>
/// A line from a file is untrusted input. Parsed steps are used for predictions and never for calls to AWS. The parser creates step types and
/// their declared members only, and no message contains text from the line.
/// </remarks>
internal static class StepText
{
    private const string Version = "v1";

    private static readonly Dictionary<string, Type> Kinds = typeof(Step)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Step)) && !type.IsAbstract)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly MethodInfo ListOf = typeof(ValueList).GetMethod(nameof(ValueList.Of))!;

    /// <summary>Writes a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>One line; the same for equal steps.</returns>
    public static string Format(Step step)
    {
        var members = new List<string>();
        Write(members, "", step);
        return string.Join(" ", members.Prepend(step.GetType().Name).Prepend(Version));
    }

    /// <summary>Reads a step.</summary>
    /// <param name="line">A line that <see cref="Format"/> wrote.</param>
    /// <returns>A step that equals the one written.</returns>
    /// <exception cref="FormatException">The line is not in that format.</exception>
    public static Step Parse(string line)
    {
        var words = line.Split(' ');
        if (words.Length < 2 || words[0] != Version)
            throw new FormatException($"A step begins with {Version} and its kind.");
        if (!Kinds.TryGetValue(words[1], out var kind))
            throw new FormatException("The kind of step is not known.");

        var members = new Node();
        foreach (var word in words.Skip(2))
            members.Add(word);
        return (Step)Read(members, kind);
    }

    private static void Write(List<string> members, string path, object value)
    {
        if (ScalarText(value) is { } text)
        {
            members.Add($"{path}={Escape(text)}");
            return;
        }

        var before = members.Count;
        if (IsList(value.GetType()))
        {
            var position = 0;
            foreach (var item in (System.Collections.IEnumerable)value)
                Write(members, Join(path, position++.ToString(CultureInfo.InvariantCulture)), item);
            return;
        }

        foreach (var property in Members(value.GetType()))
        {
            if (property.GetValue(value) is { } held)
                Write(members, Join(path, property.Name), held);
        }

        // An object without values has to be distinguished from null.
        if (members.Count == before && path.Length > 0)
            members.Add(path);
    }

    private static object Read(Node node, Type type)
    {
        if (IsScalar(type))
        {
            return Scalar(
                node.Members.Count == 0 && node.Text is { } text ? text : throw new FormatException($"A value of type {type.Name} is missing."),
                type
            );
        }

        if (IsList(type))
            return ReadList(node, type.GetGenericArguments()[0]);

        var properties = Members(type).ToList();
        if (node.Members.Keys.Any(name => !properties.Exists(property => property.Name == name)))
            throw new FormatException($"A {type.Name} has an unknown member.");

        var held = properties.ToDictionary(property => property.Name, property => ReadMember(node, property), StringComparer.Ordinal);
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var parameters = constructor.GetParameters().Select(parameter => parameter.Name!).ToList();
        var made = constructor.Invoke([.. parameters.Select(name => held[name])]);
        foreach (var property in properties.Where(property => !parameters.Contains(property.Name)))
            property.SetValue(made, held[property.Name]);
        return made;
    }

    private static object ReadList(Node node, Type item)
    {
        var array = Array.CreateInstance(item, node.Members.Count);
        for (var i = 0; i < array.Length; i++)
        {
            if (!node.Members.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out var member))
                throw new FormatException($"A list of {item.Name} has gaps.");
            array.SetValue(Read(member, item), i);
        }

        return ListOf.MakeGenericMethod(item).Invoke(obj: null, [array])!;
    }

    private static object? ReadMember(Node node, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (node.Members.TryGetValue(property.Name, out var member))
            return Read(member, type);
        if (IsList(type))
            return Read(new Node(), type);
        return MayBeNull(property) ? null : throw new FormatException($"The member {property.Name} is missing.");
    }

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    private static bool IsScalar(Type type) =>
        type == typeof(string) || type == typeof(int) || type == typeof(bool) || type == typeof(Cidr) || type.IsEnum;

    private static string? ScalarText(object value) => IsScalar(value.GetType()) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static object Scalar(string text, Type type)
    {
        if (type == typeof(Cidr))
            return Cidr.TryParse(text, out var cidr) ? cidr : throw new FormatException("A CIDR block is malformed.");
        if (type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException("A number is malformed.");
        }

        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw new FormatException("A Boolean value is malformed.");
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(text) ? Enum.Parse(type, text) : throw new FormatException($"A value of {type.Name} is not known.");
        return text;
    }

    // The compiler records nullability on each member, or once on its type. The value 2 means nullable.
    private static bool MayBeNull(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (
            !property.PropertyType.IsValueType
            && (Flag(property, "NullableAttribute") ?? Flag(property.DeclaringType!, "NullableContextAttribute")) == 2
        );

    private static byte? Flag(MemberInfo member, string attribute) =>
        member.CustomAttributes.FirstOrDefault(one => one.AttributeType.Name == attribute)?.ConstructorArguments[0].Value switch
        {
            byte flag => flag,
            IReadOnlyCollection<CustomAttributeTypedArgument> flags => (byte?)flags.First().Value,
            _ => null,
        };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is > ' ' and < '\u007f' and not '%')
                escaped.Append(letter);
            else if (letter <= '\u00ff')
                escaped.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            else
                escaped.Append("%u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                plain.Append(text[at]);
                continue;
            }

            var (start, length) = at + 1 < text.Length && text[at + 1] == 'u' ? (at + 2, 4) : (at + 1, 2);
            var code = 0;
            for (at = start; at < start + length; at++)
            {
                var digit = at < text.Length ? "0123456789ABCDEF".IndexOf(text[at]) : -1;
                code = digit < 0 ? throw new FormatException("An escape sequence is malformed.") : (code * 16) + digit;
            }

            plain.Append((char)code);
            at--;
        }

        return plain.ToString();
    }

    /// <summary>The content of one name: a text, or members.</summary>
    private sealed class Node
    {
        public string? Text { get; private set; }

        public Dictionary<string, Node> Members { get; } = new(StringComparer.Ordinal);

        public void Add(string word)
        {
            var end = word.IndexOf('=');
            var node = this;
            foreach (var name in (end < 0 ? word : word.Substring(0, end)).Split('.'))
            {
                if (!node.Members.TryGetValue(name, out var member))
                    node.Members[name] = member = new Node();
                node = member;
            }

            if (node.Text is not null || node.Members.Count > 0)
                throw new FormatException("A member occurs twice.");
            node.Text = end < 0 ? "" : Unescape(word.Substring(end + 1));
        }
    }
}
