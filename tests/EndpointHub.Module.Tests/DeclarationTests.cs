using System.Text.RegularExpressions;

namespace EndpointHub.ModuleTests;

/// <summary>PowerShell's development guidelines, which no analyzer checks for compiled cmdlets.</summary>
public sealed class DeclarationTests(ShippedModule module) : IClassFixture<ShippedModule>
{
    private static readonly HashSet<string> ChangingVerbs =
    [
        "New",
        "Set",
        "Add",
        "Remove",
        "Clear",
        "Enable",
        "Disable",
        "Connect",
        "Disconnect",
        "Restore",
        "Undo",
        "Invoke",
        "Move",
        "Update",
    ];

    private static readonly HashSet<string> CommonParameters =
    [
        "Verbose",
        "Debug",
        "ErrorAction",
        "WarningAction",
        "InformationAction",
        "ProgressAction",
        "ErrorVariable",
        "WarningVariable",
        "InformationVariable",
        "OutVariable",
        "OutBuffer",
        "PipelineVariable",
        "WhatIf",
        "Confirm",
    ];

    [Fact]
    public void The_manifest_exports_each_cmdlet_and_nothing_else()
    {
        var manifest = File.ReadAllText(Path.Combine(TestedModule.Folder, "EndpointHub.psd1"));
        var list = Regex.Match(manifest, @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value;

        Assert.Equal(
            module.Cmdlets.Select(cmdlet => cmdlet.Name),
            Regex.Matches(list, "'([^']+)'").Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)
        );
        Assert.Matches(@"FunctionsToExport\s*=\s*@\(\)", manifest);
        Assert.Matches(@"AliasesToExport\s*=\s*@\(\)", manifest);
        Assert.Matches(@"VariablesToExport\s*=\s*@\(\)", manifest);
    }

    [Fact]
    public void Every_output_has_a_view_of_its_own()
    {
        var views = File.ReadAllText(Path.Combine(TestedModule.Folder, "EndpointHub.Format.ps1xml"));

        Assert.All(
            module.Cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes).Distinct(),
            output => Assert.Contains($"<TypeName>{output}</TypeName>", views)
        );
        Assert.Contains("EndpointHub.Topology.Endpoint", module.Cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes));
    }

    [Fact]
    public void Verbs_are_approved() => Assert.All(module.Cmdlets, cmdlet => Assert.Contains(cmdlet.Verb, module.ApprovedVerbs));

    [Fact]
    public void Nouns_are_singular_and_in_pascal_case() =>
        Assert.All(
            module.Cmdlets,
            cmdlet =>
            {
                Assert.Matches("^[A-Z][A-Za-z0-9]+$", cmdlet.Noun);
                Assert.True(!cmdlet.Noun.EndsWith('s') || cmdlet.Noun.EndsWith("Dns", StringComparison.Ordinal), cmdlet.Name);
            }
        );

    [Fact]
    public void Classes_are_sealed_public_and_named_for_the_cmdlet() =>
        Assert.All(
            module.Cmdlets,
            cmdlet =>
            {
                Assert.True(cmdlet.Type is { IsPublic: true, IsSealed: true }, cmdlet.Name);
                Assert.Equal(cmdlet.Name.Replace("-", "", StringComparison.Ordinal), cmdlet.Type.Name);
            }
        );

    [Fact]
    public void Outputs_are_declared() => Assert.All(module.Cmdlets, cmdlet => Assert.True(cmdlet.HasOutputType, cmdlet.Name));

    [Fact]
    public void Changing_cmdlets_support_ShouldProcess() =>
        Assert.All(
            module.Cmdlets.Where(cmdlet => ChangingVerbs.Contains(cmdlet.Verb)),
            cmdlet => Assert.True(cmdlet.SupportsShouldProcess, cmdlet.Name)
        );

    [Fact]
    public void At_most_one_parameter_of_a_set_takes_the_pipeline_by_value() =>
        Assert.All(
            module.Cmdlets,
            cmdlet =>
            {
                var sets = cmdlet.Declarations.Select(d => d.Set).Distinct().ToList();
                foreach (var set in sets)
                {
                    var takers = cmdlet.Declarations.Where(d =>
                        (d.Set == set || d.Set.Length == 0) && d.Settings.GetValueOrDefault("ValueFromPipeline") is true
                    );
                    Assert.True(takers.Count() <= 1, $"{cmdlet.Name} {set}");
                }
            }
        );

    [Fact]
    public void No_common_parameter_is_redeclared()
    {
        Assert.All(module.Cmdlets, cmdlet => Assert.DoesNotContain(cmdlet.Parameters, parameter => CommonParameters.Contains(parameter.Name)));
        Assert.All(module.Cmdlets, cmdlet => Assert.Contains(cmdlet.Parameters, parameter => parameter.Name == "Region"));
    }

    [Fact]
    public void No_parameter_is_a_boolean()
    {
        Assert.All(
            module.Cmdlets,
            cmdlet => Assert.DoesNotContain(cmdlet.Parameters, parameter => parameter.PropertyType.FullName == "System.Boolean")
        );
        Assert.Contains(
            module.Cmdlets,
            cmdlet => cmdlet.Parameters.Any(parameter => parameter.PropertyType.FullName == "System.Management.Automation.SwitchParameter")
        );
    }

    [Fact]
    public void No_parameter_has_a_type_of_a_private_assembly()
    {
        var assemblies = module
            .Cmdlets.SelectMany(cmdlet => cmdlet.Parameters)
            .Select(parameter => parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType)
            .Select(type => type.Assembly.GetName().Name!)
            .ToHashSet();

        Assert.DoesNotContain(assemblies, assembly => assembly == "EndpointHub.Aws" || assembly.StartsWith("AWSSDK", StringComparison.Ordinal));
        Assert.Contains("EndpointHub", assemblies);
    }
}
