#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace EndpointHub.Loader;

/// <summary>The module's own load context: the AWSSDK.* in here and another module's AWSSDK.* outside do not see each other.</summary>
internal sealed class PrivateContext(PrivateFolder folder) : AssemblyLoadContext("EndpointHub")
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        folder.FileFor(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
}
#endif
