using EndpointHub.Paths;
using EndpointHub.Probing;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Probing;

/// <summary>A probe, evaluated and compared with the path test of the same path.</summary>
public sealed class ProbeComparisonTests
{
    private const string Kms = "com.amazonaws.ap-northeast-1.kms";
    private const string Name = "kms.ap-northeast-1.amazonaws.com";

    [Fact]
    public void A_reachable_path_agrees_when_all_analyzed_addresses_respond()
    {
        var probe = Probe(Path(), Served("10.255.10.4"), Served("10.255.11.4"));
        Assert.Equal((PathVerdict.Reachable, ProbeAgreement.Agrees), (probe.Verdict, probe.Agreement));
        Assert.Null(probe.Reason);
    }

    [Fact]
    public void A_missing_address_differs_although_the_others_respond()
    {
        var probe = Probe(Path(), Served("10.255.10.4"));
        Assert.Equal((PathVerdict.Reachable, ProbeAgreement.Differs), (probe.Verdict, probe.Agreement));
        Assert.Contains("10.255.11.4", Assert.Single(probe.Differences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingCode.ZonalNameUsed)]
    [InlineData(FindingCode.AddressesPinned)]
    public void A_record_to_some_addresses_of_the_endpoint_agrees_with_those_addresses(FindingCode code)
    {
        var path = Path() with { Findings = ValueList.Of(new Finding(code, "Z-1", "leads there.", "Mend it.")) };

        Assert.Equal(ProbeAgreement.Agrees, Probe(path, Served("10.255.10.4")).Agreement);
        Assert.Equal(ProbeAgreement.Differs, Probe(path, Served("10.255.10.4"), Served("10.255.99.9")).Agreement);
    }

    [Fact]
    public void A_hub_in_a_public_block_agrees_with_public_addresses()
    {
        var path = Path() with
        {
            Subnets = ValueList.Of(
                new SubnetPath(
                    "subnet-1",
                    "ap-northeast-1a",
                    PathVerdict.Reachable,
                    ValueList.Of(new AddressPath("eni-1", Ipv4.Parse("52.119.1.1"), 443, PathVerdict.Reachable, ValueList<PathHop>.Empty))
                )
            ),
        };

        Assert.Equal(
            (PathVerdict.Reachable, ProbeAgreement.Agrees),
            (Probe(path, Served("52.119.1.1")).Verdict, Probe(path, Served("52.119.1.1")).Agreement)
        );
        Assert.Equal(PathVerdict.Unreachable, Probe(path, Served("52.119.1.2")).Verdict);
    }

    [Theory]
    [InlineData(ProbeOutcome.TimedOut)]
    [InlineData(ProbeOutcome.Refused)]
    [InlineData(ProbeOutcome.TlsFailed)]
    public void One_unresponsive_address_contradicts_a_reachable_path(ProbeOutcome outcome)
    {
        var probe = Probe(Path(), Served("10.255.10.4"), new ProbedAddress("10.255.11.4", outcome, Reason: null));
        Assert.Equal((PathVerdict.Unreachable, ProbeAgreement.Differs), (probe.Verdict, probe.Agreement));
        Assert.StartsWith("10.255.11.4 on TCP 443", probe.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_answer_agrees_with_a_name_that_resolves_publicly()
    {
        var path = Path() with { Names = ValueList.Of(new NamePath(Name, PathVerdict.Unreachable, VpcEndpointId: null, ValueList<PathHop>.Empty)) };
        var probe = Probe(path, Served("52.119.1.1"));
        Assert.Equal((PathVerdict.Unreachable, ProbeAgreement.Agrees), (probe.Verdict, probe.Agreement));
    }

    [Fact]
    public void A_name_without_addresses_is_unreachable_with_a_reason()
    {
        var probe = new ProbeTarget(Kms, Name, 443, Path()).Found(ValueList<ProbedAddress>.Empty, "Name not known.");
        Assert.Equal(
            (PathVerdict.Unreachable, ProbeAgreement.Differs, "The name did not resolve to an address: Name not known."),
            (probe.Verdict, probe.Agreement, probe.Reason)
        );
    }

    [Fact]
    public void A_probe_from_one_subnet_is_inconclusive_when_subnets_differ()
    {
        var path = Path(PathVerdict.Reachable, PathVerdict.Unreachable);
        foreach (var outcome in new[] { ProbeOutcome.Served, ProbeOutcome.TimedOut })
        {
            Assert.Equal(
                ProbeAgreement.NotCompared,
                Probe(path, [.. path.HubAddresses.Select(address => new ProbedAddress(address, outcome, Reason: null))]).Agreement
            );
        }
    }

    [Fact]
    public void A_path_that_only_a_policy_denies_is_not_contradicted_by_a_probe()
    {
        var path = Path(PathVerdict.Unreachable) with
        {
            Findings = ValueList.Of(new Finding(FindingCode.EndpointPolicyDenies, "vpce-1", "denies.", "Allow it.")),
        };
        Assert.Equal(ProbeAgreement.NotCompared, Probe(path, Served("10.255.10.4"), Served("10.255.11.4")).Agreement);
    }

    [Fact]
    public void An_analysis_without_addresses_is_not_contradicted() =>
        Assert.Equal(ProbeAgreement.NotCompared, Probe(Path() with { Subnets = ValueList<SubnetPath>.Empty }, Served("10.255.10.4")).Agreement);

    [Fact]
    public void A_probe_without_an_analysis_is_not_compared() =>
        Assert.Equal(
            (PathVerdict.Reachable, ProbeAgreement.NotCompared),
            (Probe(null, Served("10.0.0.1")).Verdict, Probe(null, Served("10.0.0.1")).Agreement)
        );

    [Fact]
    public void A_service_is_probed_on_each_of_its_names_and_ports()
    {
        Assert.Equal(
            [
                "000000000000.dkr-ecr.ap-northeast-1.on.aws",
                "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com",
                "dkr-ecr.ap-northeast-1.on.aws",
                "dkr.ecr.ap-northeast-1.amazonaws.com",
            ],
            ProbeTarget.Of("com.amazonaws.ap-northeast-1.ecr.dkr").Select(target => target.Name).Order(StringComparer.Ordinal)
        );
        var mail = Path() with { ServiceName = "com.amazonaws.ap-northeast-1.email-smtp" };
        Assert.Equal([25, 465, 587, 2465, 2587], ProbeTarget.Of(mail, out _).Select(target => target.Port));
        Assert.Empty(ProbeTarget.Of("com.amazonaws.ap-northeast-1.braket"));
    }

    private static EndpointProbe Probe(EndpointPath? path, params ProbedAddress[] found) =>
        new ProbeTarget(Kms, Name, 443, path).Found(ValueList.Of(found), unresolved: null);

    private static ProbedAddress Served(string address) => new(address, ProbeOutcome.Served, Reason: null);

    private static EndpointPath Path(params PathVerdict[] subnets) =>
        new()
        {
            VpcId = "vpc-1",
            AccountId = "123456789012",
            Region = "ap-northeast-1",
            HubVpcId = "vpc-hub",
            HubAccountId = "123456789012",
            ServiceName = Kms,
            HubVpcEndpointId = "vpce-1",
            Verdict = PathVerdict.Reachable,
            Names = ValueList.Of(new NamePath(Name, PathVerdict.Reachable, "vpce-1", ValueList<PathHop>.Empty)),
            Subnets = (subnets.Length > 0 ? subnets : [PathVerdict.Reachable])
                .Select(
                    (verdict, index) =>
                        new SubnetPath(
                            $"subnet-{index}",
                            "ap-northeast-1a",
                            verdict,
                            ValueList.Of(
                                new AddressPath("eni-1", Ipv4.Parse("10.255.10.4"), 443, verdict, ValueList<PathHop>.Empty),
                                new AddressPath("eni-2", Ipv4.Parse("10.255.11.4"), 443, verdict, ValueList<PathHop>.Empty)
                            )
                        )
                )
                .ToValueList(),
        };
}
