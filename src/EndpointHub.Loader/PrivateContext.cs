#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace EndpointHub.Loader;

/// <summary>The module's own load context. It isolates the module's AWS SDK from the AWS SDK of other modules.</summary>
internal sealed class PrivateContext(PrivateFolder folder) : AssemblyLoadContext("EndpointHub")
{
    protected override Assembly? Load(AssemblyName assemblyName) => folder.FileFor(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
}
#endif
