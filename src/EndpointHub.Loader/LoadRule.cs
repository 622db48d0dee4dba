using System.Reflection;

namespace EndpointHub.Loader;

/// <summary>Where an assembly that the module's private part asks for shall come from.</summary>
public enum LoadDecision
{
    /// <summary>From the process: the framework, PowerShell itself, and the module's public types, which scripts must be able to name.</summary>
    Default,

    /// <summary>From the private folder, into the module's own load context.</summary>
    Own,

    /// <summary>From nowhere: the folder holds another assembly of that name, and the process's copy would be somebody else's.</summary>
    Refuse,
}

/// <summary>The one rule by which the module keeps its dependencies to itself.</summary>
public static class LoadRule
{
    /// <summary>Decides from the name asked for and from the assembly of the same simple name that lies in the private folder.</summary>
    /// <param name="asked">The full name asked for; a version of null asks for any version.</param>
    /// <param name="inFolder">The full name of the folder's assembly, or null where the folder has none.</param>
    /// <returns>The decision.</returns>
    /// <remarks>
    /// AWSSDK.Core keeps one assembly version through a whole major version, so a version cannot tell two copies apart:
    /// what the folder has is always taken from the folder, never from a copy that the process happens to hold.
    /// </remarks>
    public static LoadDecision Decide(AssemblyName asked, AssemblyName? inFolder)
    {
        if (inFolder is null)
        {
            return LoadDecision.Default;
        }

        // A name without a token asks for any publisher; one with an empty token asks for an unsigned assembly.
        var sameKey = asked.GetPublicKeyToken() is not { } token || token.SequenceEqual(inFolder.GetPublicKeyToken() ?? []);
        var newEnough = asked.Version is null || asked.Version <= inFolder.Version;
        return sameKey && newEnough ? LoadDecision.Own : LoadDecision.Refuse;
    }
}
