using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EndpointHub.ArchitectureTests;

/// <summary>The words of <c>plain-words.txt</c>, beside this file, stand in no declared identifier and in no tracked text.</summary>
public sealed class PlainWordsTests
{
    private const string ListName = "plain-words.txt";

    private static readonly string[] Texts =
    [
        ".cs",
        ".md",
        ".ps1",
        ".psm1",
        ".psd1",
        ".ps1xml",
        ".txt",
        ".py",
        ".json",
        ".yml",
        ".csproj",
        ".targets",
        ".props",
    ];

    private static readonly string[] List =
    [
        .. File.ReadLines(Path.Combine(Directories.Repository, "tests/EndpointHub.Architecture.Tests", ListName))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    private static readonly HashSet<string> Names =
    [
        .. List.Where(line => line.StartsWith("name ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]),
    ];

    private static readonly string[] Phrases =
    [
        .. List.Where(line => line.StartsWith("phrase ", StringComparison.Ordinal)).Select(line => line["phrase ".Length..]),
    ];

    [Fact]
    public void Listed_names_are_declared_nowhere()
    {
        Assert.True(Names.Count > 50);
        Assert.Equal(["Look", "now"], DeclaredIn("class A { void Look(int now) { } }").Where(Names.Contains).Order(StringComparer.Ordinal));

        Assert.Equal(
            "",
            string.Join(
                "\n",
                from file in Tracked(".cs")
                from name in DeclaredIn(File.ReadAllText(file)).Where(Names.Contains)
                select $"{file}: {name}"
            )
        );
    }

    [Fact]
    public void Listed_phrases_stand_in_no_text()
    {
        Assert.NotEmpty(Phrases);
        Assert.Single(Phrases, phrase => "It REHEARSES the job.".Contains(phrase, StringComparison.OrdinalIgnoreCase));

        Assert.Equal(
            "",
            string.Join(
                "\n",
                from file in Tracked(Texts)
                where Path.GetFileName(file) is not (ListName or nameof(PlainWordsTests) + ".cs")
                from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
                from phrase in Phrases
                where line.Text.Contains(phrase, StringComparison.OrdinalIgnoreCase)
                select $"{file}:{line.Number}: {phrase}"
            )
        );
    }

    private static IEnumerable<string> DeclaredIn(string source) =>
        CSharpSyntaxTree
            .ParseText(source)
            .GetRoot()
            .DescendantNodes()
            .Select(node =>
                node switch
                {
                    BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                    DelegateDeclarationSyntax type => type.Identifier.ValueText,
                    EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
                    MethodDeclarationSyntax method => method.Identifier.ValueText,
                    LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                    PropertyDeclarationSyntax property => property.Identifier.ValueText,
                    EventDeclarationSyntax @event => @event.Identifier.ValueText,
                    VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                    ParameterSyntax parameter => parameter.Identifier.ValueText,
                    SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
                    ForEachStatementSyntax loop => loop.Identifier.ValueText,
                    FromClauseSyntax from => from.Identifier.ValueText,
                    LetClauseSyntax let => let.Identifier.ValueText,
                    _ => null,
                }
            )
            .OfType<string>();

    private static IEnumerable<string> Tracked(params string[] extensions)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", "ls-files")
            {
                WorkingDirectory = Directories.Repository,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.NotEmpty(files);
        return files
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.Combine(Directories.Repository, file))
            .Where(File.Exists);
    }
}
