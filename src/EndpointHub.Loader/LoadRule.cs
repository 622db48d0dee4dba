using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>Where an assembly that the module asks for shall come from.</summary>
public enum LoadDecision
{
    /// <summary>From the process: the framework, PowerShell itself, and the module's public types, which scripts must be able to name.</summary>
    Default,

    /// <summary>From the module's own folder, into the module's own load context.</summary>
    Own,

    /// <summary>From nowhere: the folder holds another assembly of that name, and the process's copy would be somebody else's.</summary>
    Refuse,
}

/// <summary>The one rule by which the module keeps its dependencies to itself.</summary>
public static class LoadRule
{
    /// <summary>
    /// Assemblies of ours that the whole process shares. Types that a script names in brackets, casts to or compares with
    /// <c>-is</c> are only found in the default context.
    /// </summary>
    public static IReadOnlyCollection<string> Shared { get; } = ["EndpointHub", "EndpointHub.Loader"];

    /// <summary>Decides from the name asked for and from the assembly of the same simple name that lies in the module's folder.</summary>
    /// <param name="asked">The full name asked for; a version of null asks for any version.</param>
    /// <param name="inFolder">The full name of the folder's assembly, or null where the folder has none.</param>
    /// <remarks>
    /// AWSSDK.Core keeps one assembly version through a whole major version, so a version cannot tell two copies apart:
    /// what the folder has is always taken from the folder, never from a copy that the process happens to hold.
    /// </remarks>
    public static LoadDecision Decide(AssemblyName asked, AssemblyName? inFolder)
    {
        if (inFolder is null || Shared.Contains(asked.Name, StringComparer.OrdinalIgnoreCase))
        {
            return LoadDecision.Default;
        }

        var sameKey = Token(asked).SequenceEqual(Token(inFolder));
        var newEnough = asked.Version is null || asked.Version <= inFolder.Version;
        return sameKey && newEnough ? LoadDecision.Own : LoadDecision.Refuse;
    }

    private static byte[] Token(AssemblyName name) => name.GetPublicKeyToken() ?? [];
}
