using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Customer-managed prefix lists. Only their entries are versioned.</summary>
internal sealed class ManagedPrefixLists(Call call) : Handler(call)
{
    public CreateManagedPrefixListResponse CreateManagedPrefixList(
        string prefixListName,
        List<AddPrefixListEntry> entries,
        int maxEntries,
        string addressFamily,
        List<TagSpecification> tagSpecifications
    )
    {
        if (addressFamily is not ("IPv4" or "IPv6"))
            throw AwsException.InvalidValue("addressFamily", addressFamily, "Must be IPv4 or IPv6.");
        if (maxEntries < 1)
            throw AwsException.InvalidValue("maxEntries", $"{maxEntries}", "Must be at least 1.");
        CheckName(prefixListName);
        TagStore.Check("prefix-list", tagSpecifications);
        var first = Merge([], entries, addressFamily, maxEntries);
        var id = Ids.Resource("pl");
        var list = new ManagedPrefixList
        {
            PrefixListId = id,
            PrefixListName = prefixListName,
            AddressFamily = addressFamily,
            MaxEntries = maxEntries,
            OwnerId = Account,
            Version = 1,
            State = "create-in-progress",
            PrefixListArn = Arn($"prefix-list/{id}"),
            Tags = Net.Tags.Born(id, "prefix-list", tagSpecifications),
        };
        list.Versions.Add(first);
        Net.PrefixLists.Add(id, list);
        World.After(Durations.NetworkChange, () => list.State = "create-complete");
        return new() { PrefixList = list };
    }

    public ModifyManagedPrefixListResponse ModifyManagedPrefixList(
        string prefixListId,
        long? currentVersion,
        string? prefixListName,
        List<AddPrefixListEntry> addEntries,
        List<RemovePrefixListEntry> removeEntries,
        int? maxEntries
    )
    {
        var list = Idle(prefixListId);
        var changesEntries = addEntries.Count + removeEntries.Count > 0;
        if (changesEntries && maxEntries is not null)
            throw AwsException.Combination("You cannot modify the entries and the maximum entries for the prefix list in the same request.");
        if (changesEntries && currentVersion is null)
            throw AwsException.Missing("CurrentVersion");
        if (currentVersion is not null && currentVersion != list.Version)
            throw new AwsException("PrefixListVersionMismatch", "The prefix list has the incorrect version number.");
        if (removeEntries.Find(r => addEntries.Exists(a => a.Cidr == r.Cidr)) is { } both)
        {
            throw new AwsException(
                "InvalidParameterValue",
                $"Request cannot contain Cidr {both.Cidr} in both AddPrefixListEntries and RemovePrefixListEntries"
            );
        }

        var present = list.At(null);
        if (maxEntries is not null && (maxEntries < 1 || maxEntries < present.Count))
            throw TooMany(maxEntries.Value);
        if (prefixListName is not null)
            CheckName(prefixListName);
        if (changesEntries)
        {
            var kept = present.ToList();
            foreach (var entry in removeEntries)
            {
                if (kept.RemoveAll(e => e.Cidr == entry.Cidr) == 0)
                    throw AwsException.InvalidValue("RemoveEntry.Cidr", entry.Cidr, "The prefix list has no such entry.");
            }

            list.Versions.Add(Merge(kept, addEntries, list.AddressFamily!, list.MaxEntries!.Value));
            list.Version++;
        }

        list.PrefixListName = prefixListName ?? list.PrefixListName;
        list.MaxEntries = maxEntries ?? list.MaxEntries;
        list.State = "modify-in-progress";
        World.After(Durations.NetworkChange, () => list.State = "modify-complete");
        return new() { PrefixList = list };
    }

    /// <summary>Deletes a list. The deletion of a list that is referenced is accepted and fails later.</summary>
    public DeleteManagedPrefixListResponse DeleteManagedPrefixList(string prefixListId)
    {
        var list = Idle(prefixListId);
        list.State = "delete-in-progress";
        World.After(
            Durations.NetworkChange,
            () =>
            {
                if (References(prefixListId).FirstOrDefault() is { } user)
                {
                    (list.State, list.StateMessage) = ("delete-failed", $"The prefix list is referenced by {user}.");
                    return;
                }

                Net.PrefixLists.Remove(prefixListId);
                Net.Tags.Forget(prefixListId);
            }
        );
        return new() { PrefixList = list };
    }

    public GetManagedPrefixListAssociationsResponse GetManagedPrefixListAssociations(string prefixListId, int? maxResults, string? nextToken)
    {
        _ = PrefixLists.Find(World, Net, prefixListId);
        var users = References(prefixListId).Select(id => new PrefixListAssociation { ResourceId = id, ResourceOwner = Account });
        return new() { PrefixListAssociations = users.Page(maxResults, nextToken, out var next, atMost: 255), NextToken = next };
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > 255 || name.StartsWith("com.amazonaws", StringComparison.OrdinalIgnoreCase))
            throw AwsException.InvalidValue("prefixListName", name, "It must have at most 255 characters and not begin with com.amazonaws.");
    }

    private static List<PrefixListEntry> Merge(List<PrefixListEntry> kept, List<AddPrefixListEntry> added, string family, int most)
    {
        foreach (var entry in added)
        {
            var text = entry.Cidr ?? throw AwsException.Missing("Entry.Cidr");
            var block = (family == "IPv6" ? Cidr.V6(text, "Entry.Cidr") : Cidr.V4(text, "Entry.Cidr")).ToString();
            if (kept.Exists(e => e.Cidr == block))
                throw AwsException.InvalidValue("Entry.Cidr", text, "The entry occurs twice.");
            kept.Add(new() { Cidr = block, Description = entry.Description });
        }

        return kept.Count <= most ? kept : throw TooMany(most);
    }

    private static AwsException TooMany(int most) =>
        new("PrefixListMaxEntriesExceeded", $"You've reached the maximum number of entries for the prefix list: {most}.");

    private ManagedPrefixList Idle(string id)
    {
        var own =
            Net.PrefixLists.Find(PrefixLists.Find(World, Net, id))
            ?? throw new AwsException("UnsupportedOperation", $"The prefix list {id} is managed by AWS.");
        return own.State!.EndsWith("-in-progress", StringComparison.Ordinal)
            ? throw new AwsException(
                "IncorrectState",
                $"The request cannot be completed while the prefix list ({id}) is in the current state ({own.State})."
            )
            : own;
    }

    private IEnumerable<string> References(string id) =>
        Net
            .SecurityGroupRules.All.Where(r => r.PrefixListId == id)
            .Select(r => r.GroupId!)
            .Concat(Net.RouteTables.All.Where(t => t.Routes.Exists(r => r.DestinationPrefixListId == id)).Select(t => t.RouteTableId!))
            .Concat(
                Net.TransitGatewayRouteTables.All.Where(t => t.PrefixLists.Exists(r => r.PrefixListId == id))
                    .Select(t => t.TransitGatewayRouteTableId!)
            )
            .Distinct();
}
