using EndpointHub.Topology;
using static EndpointHub.Errors.CommandLine;

namespace EndpointHub.Errors;

/// <summary>Commands that write the records of hosted zones.</summary>
internal static class RecordCommands
{
    /// <summary>Writes an alias record of type A.</summary>
    /// <param name="action">CREATE or UPSERT.</param>
    /// <param name="zoneId">The zone.</param>
    /// <param name="name">The record's normal name.</param>
    /// <param name="target">Its target.</param>
    /// <returns>The command; null if a name has characters that could end a value of the AWS CLI's shorthand.</returns>
    public static CommandLine? WriteAlias(string action, string zoneId, string name, AliasTarget target)
    {
        if (!IsPlain(name + target.DnsName + target.HostedZoneId.ToLowerInvariant()))
            return null;

        // The shorthand needs no double quotes, which Windows PowerShell does not pass to programs.
        var alias = $"{{HostedZoneId={target.HostedZoneId},DNSName={target.DnsName},EvaluateTargetHealth=false}}";
        var batch = $"Changes=[{{Action={action},ResourceRecordSet={{Name={name},Type=A,AliasTarget={alias}}}}}]";
        return Aws($"route53 change-resource-record-sets --hosted-zone-id {zoneId} --change-batch {batch}");
    }

    /// <summary>True if a name consists of the characters of host names and wildcards only.</summary>
    public static bool IsPlain(string name) => name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_' or '*');
}
