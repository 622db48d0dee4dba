using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§3.1: protected record sets (Route 53 API model, CreateResourceRecordSetProtections).</summary>
public sealed class ProtectionRules : IDisposable
{
    private const string Zone = "dkr.ecr.ap-northeast-1.amazonaws.com";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("CREATE")]
    [InlineData("UPSERT")]
    [InlineData("DELETE")]
    public async Task Rule_3_1_a_protected_record_set_takes_no_change(string action)
    {
        var zone = await NewZone();
        if (action != "CREATE")
            await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.0.0.1")));
        Assert.Equal(200, (await Protect(zone, (Zone, "A", "keep this"))).Status);

        var refused = await _aws.Change(zone, ("UPSERT", Building.A("other." + Zone, "10.0.0.2")), (action, Building.A(Zone, "10.0.0.1")));

        Assert.Equal(400, refused.Status);
        Assert.Equal("InvalidChangeBatch", refused.Code);
        Assert.Contains("is protected: keep this", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("other." + Zone + ".", (await _aws.Route53("GET", $"hostedzone/{zone}/rrset")).All("Name"));

        Assert.Equal(200, (await Unprotect(zone, (Zone, "A"))).Status);
        Assert.Equal(200, (await _aws.Change(zone, (action, Building.A(Zone, "10.0.0.1")))).Status);
    }

    [Fact]
    public async Task Rule_3_1_a_protection_holds_for_its_name_and_type_only()
    {
        var zone = await NewZone();
        await Protect(zone, (Zone, "AAAA", null));

        Assert.Equal(200, (await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.0.0.1")))).Status);
    }

    [Fact]
    public async Task Rule_3_1_protections_are_made_and_deleted_all_or_none()
    {
        var zone = await NewZone();
        Assert.Equal(200, (await Protect(zone, (Zone, "A", null))).Status);

        Assert.Equal("ProtectionAlreadyExists", (await Protect(zone, (Zone.ToUpperInvariant() + ".", "A", null))).Code);
        Assert.Equal("InvalidResourceRecordSetProtectionBatch", (await Protect(zone, (Zone, "A", null), ("x." + Zone, "A", null))).Code);
        Assert.Equal(
            "InvalidResourceRecordSetProtectionBatch",
            (await Protect(zone, ("y." + Zone, "A", null), ("elsewhere.example", "A", null))).Code
        );
        Assert.Equal("InvalidResourceRecordSetProtectionBatch", (await Protect(zone, ("y." + Zone, "A", null), ("y." + Zone, "A", null))).Code);
        Assert.Equal("InvalidResourceRecordSetProtectionBatch", (await Unprotect(zone, (Zone, "A"), ("x." + Zone, "A"))).Code);
        Assert.Equal("NoSuchHostedZone", (await Protect("Z000", (Zone, "A", null))).Code);

        Assert.Equal([Zone + "."], (await List(zone)).All("RecordName"));
    }

    [Fact]
    public async Task Rule_3_1_protections_are_listed_in_pages_in_the_order_of_records()
    {
        var zone = await NewZone();
        await Protect(zone, ("b." + Zone, "A", null), (Zone, "A", "apex"), ("a." + Zone, "AAAA", null), ("a." + Zone, "A", null));

        var first = await List(zone, "maxresults=3");
        Assert.Equal([$"{Zone}. A", $"a.{Zone}. A", $"a.{Zone}. AAAA"], Lines(first));
        Assert.Equal("apex", first["Comment"]);
        var second = await List(zone, "maxresults=3&nexttoken=" + Uri.EscapeDataString(first["NextToken"]));
        Assert.Equal([$"b.{Zone}. A"], Lines(second));
        Assert.Null(second.Find("NextToken"));

        Assert.Equal([$"a.{Zone}. AAAA", $"b.{Zone}. A"], Lines(await List(zone, $"name=a.{Zone}&type=AAAA")));
        Assert.Equal("InvalidInput", (await List(zone, "type=A")).Code);
        Assert.Equal("InvalidPaginationToken", (await List(zone, "nexttoken=made-up")).Code);
    }

    [Fact]
    public async Task Rule_3_1_a_zone_with_protections_is_not_deleted()
    {
        var zone = await NewZone();
        await Protect(zone, (Zone, "A", null));
        Assert.Equal("HostedZoneNotEmpty", (await _aws.Route53("DELETE", $"hostedzone/{zone}")).Code);

        await Unprotect(zone, (Zone, "A"));
        Assert.Equal(200, (await _aws.Route53("DELETE", $"hostedzone/{zone}")).Status);
    }

    private static List<string> Lines(Answer answer) => [.. answer.All("RecordName").Zip(answer.All("RecordType"), (name, type) => $"{name} {type}")];

    private async Task<string> NewZone() => await _aws.Zone(Zone, await _aws.Vpc(), "r1");

    private Task<Answer> Protect(string zone, params (string Name, string Type, string? Comment)[] protections) =>
        Send(
            $"hostedzone/{zone}/rrsetprotection",
            "CreateResourceRecordSetProtectionsRequest",
            "ResourceRecordSetProtectionConfig",
            protections.Select(p =>
                $"<RecordName>{p.Name}</RecordName><RecordType>{p.Type}</RecordType>{(p.Comment is null ? "" : $"<Comment>{p.Comment}</Comment>")}"
            )
        );

    private Task<Answer> Unprotect(string zone, params (string Name, string Type)[] protections) =>
        Send(
            $"hostedzone/{zone}/rrsetprotection/delete",
            "DeleteResourceRecordSetProtectionsRequest",
            "ResourceRecordSetProtectionKey",
            protections.Select(p => $"<RecordName>{p.Name}</RecordName><RecordType>{p.Type}</RecordType>")
        );

    private Task<Answer> List(string zone, string query = "") => _aws.Route53("GET", $"hostedzone/{zone}/rrsetprotection", query: query);

    private Task<Answer> Send(string path, string root, string item, IEnumerable<string> entries) =>
        _aws.Route53(
            "POST",
            path,
            $"<{root} xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Protections>{string.Concat(entries.Select(e => $"<{item}>{e}</{item}>"))}</Protections></{root}>"
        );
}
