using System.Text;
using System.Text.Json.Nodes;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Support;
using FsCheck.Fluent;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Each invariant detects a sandbox that violates it: at least one history fails with its message.</summary>
public sealed class BrokenSandboxTests
{
    private const int MostHistories = 500;

    private static readonly Dictionary<string, (string Words, Func<Sight> Sight)> Broken = new(StringComparer.Ordinal)
    {
        ["refuses nothing"] = (
            "a call is refused exactly when the rules refuse it",
            () => new() { Answer = a => a.Code is null ? a : Response(200, "<Done/>") }
        ),
        ["refuses everything"] = (
            "a call is refused exactly when the rules refuse it",
            () => new() { Answer = _ => Response(400, "<Error><Code>Teapot</Code></Error>") }
        ),
        ["refuses with another code"] = (
            "a call is refused exactly when the rules refuse it",
            () => new() { Answer = a => a.Code is null ? a : Response(400, "<Error><Code>Teapot</Code></Error>") }
        ),
        ["changes something although it refuses"] = ("a refused call changes nothing", ChangingWhileRefusing),
        ["changes an answer although it refuses"] = ("a refused call changes nothing", AnsweringOtherwiseAfterRefusing),
        ["associates a VPC with two zones of one name"] = (
            "a name has at most one owner in a VPC",
            () =>
                Zones(zones =>
                {
                    foreach (var zone in zones.ToList())
                    {
                        var twin = zone!.DeepClone();
                        twin["id"] = zone["id"] + "TWIN";
                        zones.Add(twin);
                    }
                })
        ),
        ["disassociates the last VPC of a zone"] = (
            "a private zone always keeps a VPC",
            () =>
                Zones(zones =>
                {
                    foreach (var zone in zones.Where(z => (string?)z!["owner"] != "vpce.amazonaws.com"))
                        zone!["vpcs"] = new JsonArray();
                })
        ),
        ["does not resolve an endpoint's names"] = (
            "an answer is never empty while an owner is available",
            () => Answering(a => a.Owner == "vpce.amazonaws.com" ? DnsAnswer.Public : a)
        ),
        ["omits an address"] = (
            "an answer is never empty while an owner is available",
            () => Answering(a => a with { Addresses = [.. a.Addresses.Skip(1)] })
        ),
        ["never resolves names in a zone"] = (
            "a zone answers in a VPC when its change is INSYNC and not before",
            () => Answering(a => a.Owner is { } owner && owner != "vpce.amazonaws.com" ? DnsAnswer.Public : a)
        ),
        ["resolves names in a zone before its change is INSYNC"] = (
            "a zone answers in a VPC when its change is INSYNC and not before",
            () => new() { Change = _ => "PENDING" }
        ),
        ["omits the present answer in the history"] = ("history ends with the present answer", () => History(h => [.. h.SkipLast(1)])),
        ["ends the interval of the present answer"] = (
            "history ends with the present answer",
            () => History(h => [.. h.SkipLast(1), h[^1] with { To = h[^1].From.AddDays(1) }])
        ),
        ["has gaps in the history"] = (
            "history is contiguous, in order, and contains only changes",
            () => History(h => [.. h.Select((i, n) => n == 0 && i.To is { } to ? i with { To = to.AddTicks(-1) } : i)])
        ),
        ["has intervals with equal answers in the history"] = (
            "history is contiguous, in order, and contains only changes",
            () => History(h => [h[0] with { To = h[0].From.AddTicks(1) }, h[0] with { From = h[0].From.AddTicks(1) }, .. h.Skip(1)])
        ),
        ["resolves past names as in the present"] = (
            "a past answer equals the history",
            () => new() { Resolve = (s, vpc, name, _) => s.Resolve(vpc, name) }
        ),
        ["resolves a name below a zone without a wildcard"] = (
            "settled answers equal the lists of the API",
            () =>
                new()
                {
                    // A name in the parent zone, which has no wildcard, and no other zone contains the name.
                    Resolve = (s, vpc, name, at) =>
                        s.Resolve(vpc, name, at) is { Kind: "nxdomain" } a && name.StartsWith("sqs.", StringComparison.Ordinal)
                            ? a with
                            {
                                Kind = "addresses",
                                Addresses = ["10.0.0.1"],
                            }
                            : s.Resolve(vpc, name, at),
                    History = (s, vpc, name) =>
                        name.StartsWith("sqs.", StringComparison.Ordinal)
                            ?
                            [
                                new(
                                    DateTimeOffset.MinValue,
                                    null,
                                    s.Resolve(vpc, name) is { Kind: "nxdomain" } a
                                        ? a with
                                        {
                                            Kind = "addresses",
                                            Addresses = ["10.0.0.1"],
                                        }
                                        : s.Resolve(vpc, name)
                                ),
                            ]
                            : s.DnsHistory(vpc, name),
                }
        ),
    };

    public static TheoryData<string> Sandboxes => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Sandboxes))]
    public async Task An_invariant_detects_a_sandbox_that(string sandbox)
    {
        var (words, sight) = Broken[sandbox];
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var history in Histories.History.Any.Generator.Sample(MostHistories))
        {
            try
            {
                await Invariants.AreKeptAsync(history, sight());
            }
            catch (Xunit.Sdk.XunitException broken)
            {
                if (broken.Message.Contains(words, StringComparison.Ordinal))
                    return;
                others.Add(broken.Message);
            }
        }

        Assert.Fail($"None of {MostHistories} histories failed with: {words}. Other failures: {string.Join('\n', others.Take(3))}");
    }

    private static Answer Response(int status, string xml) => new(new AwsResponse(status, "text/xml", [], Encoding.UTF8.GetBytes(xml)));

    private static Sight Answering(Func<DnsAnswer, DnsAnswer> bent) =>
        new()
        {
            Resolve = (sandbox, vpc, name, at) => bent(sandbox.Resolve(vpc, name, at)),
            History = (sandbox, vpc, name) => [.. sandbox.DnsHistory(vpc, name).Select(i => i with { Answer = bent(i.Answer) })],
        };

    private static Sight History(Func<IReadOnlyList<DnsInterval>, IReadOnlyList<DnsInterval>> bent) =>
        new() { History = (sandbox, vpc, name) => bent(sandbox.DnsHistory(vpc, name)) };

    private static Sight Zones(Action<JsonArray> bent) =>
        new()
        {
            State = json =>
            {
                var state = JsonNode.Parse(json)!;
                bent(state["zones"]!.AsArray());
                return state.ToJsonString();
            },
        };

    private static Sight ChangingWhileRefusing()
    {
        var refused = 0;
        return new()
        {
            Answer = a =>
            {
                if (a.Code is not null)
                    refused++;
                return a;
            },
            State = json => json + new string(' ', refused),
        };
    }

    private static Sight AnsweringOtherwiseAfterRefusing()
    {
        var refused = false;
        return new()
        {
            Answer = a =>
            {
                refused |= a.Code is not null;
                return a;
            },
            Resolve = (sandbox, vpc, name, at) =>
                sandbox.Resolve(vpc, name, at) is var a && refused && a.Kind == "public" ? DnsAnswer.Unavailable : a,
        };
    }
}
