using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>The source of an assembly that the module's private assemblies request.</summary>
public enum LoadDecision
{
    /// <summary>The process: the framework, PowerShell itself, and the module's public types, which scripts must be able to use.</summary>
    Default,

    /// <summary>The private folder, loaded into the module's own load context.</summary>
    Own,

    /// <summary>None. The folder contains another version of the assembly, and the process's copy may belong to another module.</summary>
    Refuse,
}

/// <summary>The rule that isolates the module's dependencies.</summary>
public static class LoadRule
{
    /// <summary>Decides by the requested name and by the assembly of the same simple name in the private folder.</summary>
    /// <param name="requested">The requested full name; a version of null means any version.</param>
    /// <param name="inFolder">The full name of the folder's assembly, or null where the folder has none.</param>
    /// <returns>The decision.</returns>
    /// <remarks>
    /// AWSSDK.Core has the same assembly version in all releases of a major version, so two copies cannot be told apart by version.
    /// An assembly that the folder contains is always loaded from the folder, never from a copy that the process has loaded.
    /// </remarks>
    public static LoadDecision Decide(AssemblyName requested, AssemblyName? inFolder)
    {
        if (inFolder is null)
        {
            return LoadDecision.Default;
        }

        // The SDK loads the clients for single sign-on and for roles by their simple names. The runtime completes such a name with an empty token.
        if (requested.Version is null && requested.GetPublicKeyToken() is null or { Length: 0 })
            return LoadDecision.Own;

        // A name without a token means any publisher. An empty token means an unsigned assembly.
        var sameKey = requested.GetPublicKeyToken() is not { } token || token.SequenceEqual(inFolder.GetPublicKeyToken() ?? []);
        var newEnough = requested.Version is null || requested.Version <= inFolder.Version;
        return sameKey && newEnough ? LoadDecision.Own : LoadDecision.Refuse;
    }
}
