using System.Xml.Linq;

namespace EndpointHub.ModuleTests;

/// <summary>Compares the packaged help with the packaged assemblies.</summary>
public sealed class DocumentationTests(ShippedModule module) : IClassFixture<ShippedModule>
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Dictionary<string, XElement> Help = XDocument
        .Load(Path.Combine(TestedModule.Folder, "en-US", "EndpointHub.Cmdlets.dll-Help.xml"))
        .Root!.Elements(Command + "command")
        .ToDictionary(command => command.Element(Command + "details")!.Element(Command + "name")!.Value);

    [Fact]
    public void Every_cmdlet_is_described_and_nothing_else() =>
        Assert.Equal(module.Cmdlets.Select(cmdlet => cmdlet.Name), Help.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_cmdlet_has_a_synopsis_and_a_description() =>
        Assert.All(
            Help,
            command =>
            {
                Assert.True(TextOf(command.Value.Element(Command + "details")!).Length > 10, $"{command.Key}: synopsis");
                Assert.True(TextOf(command.Value).Length > 60, $"{command.Key}: description");
            }
        );

    [Fact]
    public void Every_parameter_is_described() =>
        Assert.All(
            module.Cmdlets,
            cmdlet =>
            {
                var described = Help[cmdlet.Name]
                    .Element(Command + "parameters")!
                    .Elements(Command + "parameter")
                    .ToDictionary(parameter => parameter.Element(Maml + "name")!.Value, TextOf);
                foreach (
                    var parameter in cmdlet.OfferedParameters.Select(p => p.Name).Concat(cmdlet.SupportsShouldProcess ? ["WhatIf", "Confirm"] : [])
                )
                {
                    Assert.True(described.GetValueOrDefault(parameter, "").Length > 10, $"{cmdlet.Name} -{parameter}");
                }
            }
        );

    [Fact]
    public void Every_finding_is_listed_in_about_EndpointPath_with_its_layer()
    {
        var topic = File.ReadAllText(Path.Combine(TestedModule.Folder, "en-US", "about_EndpointPath.help.txt"));

        var codes = module
            .Open("EndpointHub")
            .GetType("EndpointHub.Paths.Verdicts.FindingCode")!
            .GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => field.Name)
            .ToList();
        Assert.Contains("NoReturnRoute", codes);
        Assert.All(codes, code => Assert.Matches($@"\n    {code} \((name|packet|policy), (fails|unsettles|warns)\)\n {{8}}[A-Z]", topic));
        Assert.DoesNotContain('{', topic);
        Assert.All(topic.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Every_cmdlet_has_an_example_that_uses_it() =>
        Assert.All(
            Help,
            command =>
                Assert.Contains(
                    command.Value.Element(Command + "examples")!.Elements(Command + "example"),
                    example => example.Element(Dev + "code")!.Value.Contains(command.Key, StringComparison.Ordinal)
                )
        );

    [Fact]
    public void No_example_uses_WhatIf_on_the_last_stage_only()
    {
        // -WhatIf does not apply to the stages before it, which would then make changes.
        var changing = module.Cmdlets.Where(cmdlet => cmdlet.SupportsShouldProcess).Select(cmdlet => cmdlet.Name).ToHashSet();

        var lines = Help.Values.SelectMany(command => command.Descendants(Dev + "code")).SelectMany(code => code.Value.Split('\n')).ToList();

        Assert.Contains(lines, line => line.Contains("-WhatIf", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, IsOnLastStageOnly);
        Assert.True(IsOnLastStageOnly("Connect-SpokeVpc -VpcId $vpc -Hub shared | Add-EndpointPrivateZone -WhatIf"));

        bool IsOnLastStageOnly(string line)
        {
            var stages = line.Split('|');
            var withWhatIf = Array.FindIndex(stages, stage => stage.Contains("-WhatIf", StringComparison.Ordinal));
            return stages.Take(Math.Max(0, withWhatIf)).Any(stage => changing.Contains(stage.Trim().Split(' ')[0]));
        }
    }

    private static string TextOf(XElement described) => described.Element(Maml + "description")!.Value.Trim();
}
