using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace EndpointHub.Tests.Views;

/// <summary>The views of PowerShell show no untrusted text as it is.</summary>
public sealed class FormatTests
{
    private const string Escaping = "[EndpointHub.Values.DisplayText]::Escape";

    // Parameters and parts of them, and what no cmdlet returns.
    private static readonly Type[] WithoutView =
    [
        typeof(CostQuestion),
        typeof(WorkloadOptions),
        typeof(CallOptions),
        typeof(SpokeKey),
        typeof(HubKey),
        typeof(NamedPolicy),
        typeof(EndpointHub.Topology.Resource),
        typeof(EndpointHubException),
        typeof(DisplayText),
    ];

    private static readonly List<XElement> Views = [.. XDocument.Load(FormatFile()).Descendants("View")];

    public static TheoryData<string> Shown() => [.. ShownTypes().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Every_type_has_a_list_of_all_its_properties(string typeName)
    {
        var type = typeof(Finding).Assembly.GetType(typeName)!;
        var list = Assert.Single(ViewsOf(type), view => view.Element("ListControl") is not null);
        var shown = list.Descendants("ListItem").Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value).ToHashSet();

        var missing = Properties(type).Where(property => !shown.Contains(property.Name)).Select(property => property.Name);
        // The command and the advice of a finding are its remedy, and its resources contain the first.
        if (type != typeof(Finding))
            Assert.Equal([], missing);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void No_view_shows_a_text_as_it_is(string typeName)
    {
        var type = typeof(Finding).Assembly.GetType(typeName)!;
        var properties = Properties(type).ToDictionary(property => property.Name);
        var bound = ViewsOf(type)
            .SelectMany(view => view.Descendants("PropertyName"))
            .Where(one => one.Parent!.Element("EnumerateCollection") is null);
        Assert.All(bound, one => Assert.True(IsScalar(properties[one.Value].PropertyType), $"{typeName}.{one.Value} is shown as it is."));

        var scripts = ViewsOf(type).SelectMany(view => view.Descendants("ScriptBlock")).Select(element => element.Value);
        Assert.All(
            scripts,
            script => Assert.True(script.Contains(Escaping, StringComparison.Ordinal) || IsAboutScalars(script, properties), $"{typeName}: {script}")
        );
    }

    [Fact]
    public void Every_result_of_a_cmdlet_has_a_table() =>
        Assert.All(
            [
                typeof(Hub),
                typeof(EndpointInventory),
                typeof(EndpointCost),
                typeof(SpokeConnection),
                typeof(EndpointPath),
                typeof(EndpointProbe),
                typeof(S3GatewayEndpoint),
                typeof(RemovedEndpoint),
            ],
            type => Assert.Contains(ViewsOf(type), view => view.Element("TableControl") is not null)
        );

    // Counts, numbers, states and codes: their types have no text of others.
    private static bool IsAboutScalars(string script, Dictionary<string, PropertyInfo> properties) =>
        System
            .Text.RegularExpressions.Regex.Matches(script, @"\$_\.(\w+)(\.(Count|Code|Seconds)\b)?")
            .All(use =>
                use.Groups[3].Success
                || IsScalar(properties[use.Groups[1].Value].PropertyType)
                || script.Contains($"if ({use.Value})", StringComparison.Ordinal)
            );

    private static bool IsScalar(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var bare
        && bare.IsValueType
        && bare.GetProperties().All(property => property.PropertyType != typeof(string));

    private static IEnumerable<XElement> ViewsOf(Type type) =>
        Views.Where(view => view.Descendants("TypeName").Any(name => name.Value == type.FullName));

    private static IEnumerable<Type> ShownTypes() =>
        typeof(Finding)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsGenericType: false } && !WithoutView.Contains(type))
            .Where(type => Properties(type).Any(property => !IsScalar(property.PropertyType)));

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);

    private static string FormatFile([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "EndpointHub.Format.ps1xml");
}
