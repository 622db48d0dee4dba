using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>Customer-managed prefix lists, as observed in AWS.</summary>
public sealed class PrefixListTests : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Changing_entries_requires_the_present_version_and_creates_the_next()
    {
        var list = await List();
        (string, string)[] add = [("PrefixListId", list), ("AddEntry.1.Cidr", "198.51.100.0/24")];
        Assert.Equal("MissingParameter", (await _aws.Ec2("ModifyManagedPrefixList", add)).Code);
        Assert.Equal("2", await _aws.Make("ModifyManagedPrefixList", "version", [.. add, ("CurrentVersion", "1")]));
        Assert.Equal("IncorrectState", (await _aws.Ec2("ModifyManagedPrefixList", [.. add, ("CurrentVersion", "2")])).Code);
        _aws.Settle();
        Assert.Equal(
            "PrefixListVersionMismatch",
            (
                await _aws.Ec2("ModifyManagedPrefixList", ("PrefixListId", list), ("RemoveEntry.1.Cidr", "198.51.100.0/24"), ("CurrentVersion", "1"))
            ).Code
        );
        Assert.Equal(["192.0.2.0/24"], (await _aws.Ec2("GetManagedPrefixListEntries", ("PrefixListId", list), ("TargetVersion", "1"))).All("cidr"));
        Assert.Equal(["192.0.2.0/24", "198.51.100.0/24"], (await _aws.Ec2("GetManagedPrefixListEntries", ("PrefixListId", list))).All("cidr"));
    }

    [Fact]
    public async Task Entries_and_MaxEntries_cannot_change_in_one_call_and_MaxEntries_is_enforced()
    {
        var list = await List();
        Assert.Equal(
            "InvalidParameterCombination",
            (
                await _aws.Ec2(
                    "ModifyManagedPrefixList",
                    ("PrefixListId", list),
                    ("MaxEntries", "5"),
                    ("AddEntry.1.Cidr", "198.51.100.0/24"),
                    ("CurrentVersion", "1")
                )
            ).Code
        );
        Assert.Equal(
            "PrefixListMaxEntriesExceeded",
            (
                await _aws.Ec2(
                    "ModifyManagedPrefixList",
                    ("PrefixListId", list),
                    ("CurrentVersion", "1"),
                    ("AddEntry.1.Cidr", "198.51.100.0/24"),
                    ("AddEntry.2.Cidr", "203.0.113.0/24")
                )
            ).Code
        );
        Assert.Equal(
            "InvalidParameterValue",
            (
                await _aws.Ec2(
                    "ModifyManagedPrefixList",
                    ("PrefixListId", list),
                    ("CurrentVersion", "1"),
                    ("AddEntry.1.Cidr", "192.0.2.0/24"),
                    ("RemoveEntry.1.Cidr", "192.0.2.0/24")
                )
            ).Code
        );
    }

    [Fact]
    public async Task Deleting_a_referenced_list_is_accepted_and_fails_later()
    {
        var list = await List();
        var group = await _aws.Group(await _aws.Vpc());
        await _aws.Make(
            "AuthorizeSecurityGroupIngress",
            "return",
            ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.PrefixListIds.1.PrefixListId", list)
        );
        Assert.Equal(group, await _aws.Make("GetManagedPrefixListAssociations", "resourceId", ("PrefixListId", list)));
        Assert.Equal("delete-in-progress", await _aws.Make("DeleteManagedPrefixList", "state", ("PrefixListId", list)));
        _aws.Settle();
        Assert.Equal("delete-failed", await _aws.Make("DescribeManagedPrefixLists", "state", ("PrefixListId.1", list)));
        await _aws.Make("DeleteSecurityGroup", "return", ("GroupId", group));
        await _aws.Ec2("DeleteManagedPrefixList", ("PrefixListId", list));
        _aws.Settle();
        Assert.Equal("InvalidPrefixListID.NotFound", (await _aws.Ec2("DescribeManagedPrefixLists", ("PrefixListId.1", list))).Code);
    }

    [Fact]
    public async Task Lists_managed_by_AWS_can_be_described_but_not_changed()
    {
        var s3 = await _aws.Make(
            "DescribeManagedPrefixLists",
            "prefixListId",
            ("Filter.1.Name", "prefix-list-name"),
            ("Filter.1.Value.1", "com.amazonaws.ap-northeast-1.s3")
        );
        Assert.NotEmpty((await _aws.Ec2("GetManagedPrefixListEntries", ("PrefixListId", s3))).All("cidr"));
        Assert.Equal("UnsupportedOperation", (await _aws.Ec2("ModifyManagedPrefixList", ("PrefixListId", s3), ("PrefixListName", "mine"))).Code);
        Assert.Equal("UnsupportedOperation", (await _aws.Ec2("DeleteManagedPrefixList", ("PrefixListId", s3))).Code);
    }

    private async Task<string> List()
    {
        var id = await _aws.Make(
            "CreateManagedPrefixList",
            "prefixListId",
            ("PrefixListName", "offices"),
            ("AddressFamily", "IPv4"),
            ("MaxEntries", "2"),
            ("Entry.1.Cidr", "192.0.2.0/24")
        );
        _aws.Settle();
        return id;
    }
}
