using System.Reflection;
using EndpointHub.Help;

// EndpointHub.Help <assembly> <references file> <folder of the Markdown pages> <help file> <topic template> <topic file>
// The assembly is inspected without running it, because it is compiled against a reference assembly of PowerShell.
if (args is not [var assembly, var references, var pages, var helpFile, var template, var topicFile])
{
    Console.Error.WriteLine("usage: EndpointHub.Help <assembly> <references file> <pages folder> <help file> <topic template> <topic file>");
    return 2;
}

using var context = new MetadataLoadContext(new PathAssemblyResolver([assembly, .. File.ReadLines(references)]), "System.Runtime");
var documents = XmlDocumentation.Load(Path.ChangeExtension(assembly, ".xml"));
var cmdlets = context
    .LoadFromAssemblyPath(assembly)
    .GetTypes()
    .Where(CmdletDeclaration.Declares)
    .Select(type => new CmdletDeclaration(type))
    .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal);

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(helpFile))!);
MamlWriter.Write(helpFile, cmdlets.Select(cmdlet => (cmdlet, HelpPage.Load(Path.Combine(pages, cmdlet.Type.Name + ".md")))), documents);

var codes = context.LoadFromAssemblyName("EndpointHub").GetType("EndpointHub.Paths.Verdicts.FindingCode", throwOnError: true)!;
FindingTopic.Write(template, topicFile, codes, XmlDocumentation.Load(Path.ChangeExtension(codes.Assembly.Location, ".xml")));
return 0;
