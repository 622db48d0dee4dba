using System.Globalization;
using System.Text;

namespace EndpointHub.Aws.Clients;

/// <summary>An EC2 request's form fields: names grow a step for each structure and a number for each list item.</summary>
internal sealed class QueryForm
{
    private readonly StringBuilder _text;
    private readonly string _prefix;

    private QueryForm(StringBuilder text, string prefix)
    {
        _text = text;
        _prefix = prefix;
    }

    public static byte[] Write(string action, string version, Action<QueryForm> members)
    {
        var form = new QueryForm(new StringBuilder(), "");
        form.String("Action", action);
        form.String("Version", version);
        members(form);
        return Encoding.UTF8.GetBytes(form._text.ToString());
    }

    public void String(string name, string? value) => In(name).Value(value);

    public void Integer(string name, int? value) => In(name).Value(value?.ToString(CultureInfo.InvariantCulture));

    public void Long(string name, long? value) => In(name).Value(value?.ToString(CultureInfo.InvariantCulture));

    public void Boolean(string name, bool? value) => In(name).Value(value is { } known ? WireText.Of(known) : null);

    public void Timestamp(string name, DateTime? value) => In(name).Value(value is { } known ? WireText.Of(known) : null);

    public void Structure<T>(string name, T? value, Action<QueryForm, T> write)
        where T : class
    {
        if (value is not null)
            write(In(name), value);
    }

    public void List<T>(string name, List<T>? items, Action<QueryForm, T> write)
    {
        for (var number = 1; number <= (items?.Count ?? 0); number++)
            write(In($"{name}.{number}"), items![number - 1]);
    }

    /// <summary>The value of this very name; null writes nothing.</summary>
    public void Value(string? value)
    {
        if (value is null)
            return;
        if (_text.Length > 0)
            _text.Append('&');
        _text.Append(Uri.EscapeDataString(_prefix)).Append('=').Append(WireText.Escape(value));
    }

    private QueryForm In(string name) => new(_text, _prefix.Length == 0 ? name : $"{_prefix}.{name}");
}
