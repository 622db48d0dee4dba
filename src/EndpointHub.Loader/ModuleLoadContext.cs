#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace EndpointHub.Loader;

/// <summary>The cmdlets' own load context: AWSSDK.* in here, and another module's AWSSDK.* outside, do not see each other.</summary>
internal sealed class ModuleLoadContext(ModuleFolder folder) : AssemblyLoadContext("EndpointHub")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var inFolder = folder.Find(assemblyName.Name);
        return LoadRule.Decide(assemblyName, inFolder) switch
        {
            LoadDecision.Own => LoadFromAssemblyPath(folder.FileOf(assemblyName.Name!)),
            LoadDecision.Refuse => throw new FileLoadException(folder.Refusal(assemblyName, inFolder!)),
            _ => null,
        };
    }
}
#endif
