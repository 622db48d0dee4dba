using System.Reflection;
using EndpointHub.Help;

// EndpointHub.Help <assembly> <references file> <folder of the Markdown pages> <help file>
// Nothing of the assembly is run: it is compiled against a PowerShell that exists as declarations only.
if (args is not [var assembly, var references, var pages, var helpFile])
{
    Console.Error.WriteLine("usage: EndpointHub.Help <assembly> <references file> <pages folder> <help file>");
    return 2;
}

using var context = new MetadataLoadContext(new PathAssemblyResolver([assembly, .. File.ReadLines(references)]), "System.Runtime");
var documents = XmlDocumentation.Load(Path.ChangeExtension(assembly, ".xml"));
var cmdlets = context.LoadFromAssemblyPath(assembly).GetTypes()
    .Where(CmdletDeclaration.Declares)
    .Select(type => new CmdletDeclaration(type))
    .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal);

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(helpFile))!);
MamlWriter.Write(helpFile, cmdlets.Select(cmdlet => (cmdlet, HelpPage.Load(Path.Combine(pages, cmdlet.Type.Name + ".md")))), documents);
return 0;
