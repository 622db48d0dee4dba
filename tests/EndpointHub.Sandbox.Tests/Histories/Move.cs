using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>What happens in a history.</summary>
internal enum MoveKind
{
    CreateEndpoint,
    CreateEndpointWithoutNames,
    SwitchNamesOn,
    SwitchNamesOff,
    DeleteEndpoint,
    CreateZone,
    Associate,
    Disassociate,
    Authorize,
    Deauthorize,
    PointAtEndpoint,
    DeleteZone,
    SwitchDns,
    Wait,
}

/// <summary>One step; the numbers choose among what there is, so that any sequence of moves is a history.</summary>
internal sealed record Move(MoveKind Kind, int This, int That);

/// <summary>Moves on three VPCs of two accounts, in a sandbox of that seed.</summary>
internal sealed record History(int Seed, IReadOnlyList<Move> Moves)
{
    public static Arbitrary<History> Any { get; } = Arb.From(Generator(), Smaller);

    public override string ToString() => $"seed {Seed}: {string.Join("; ", Moves.Select((m, i) => $"{i} {m.Kind}({m.This}, {m.That})"))}";

    private static Gen<History> Generator()
    {
        // Waiting and the two sides of a conflict are what histories are about.
        var kinds = Enum.GetValues<MoveKind>().Concat([MoveKind.Wait, MoveKind.CreateZone, MoveKind.Associate, MoveKind.CreateEndpoint, MoveKind.SwitchNamesOff]).ToArray();
        var move = from kind in Gen.Elements(kinds)
                   from one in Gen.Choose(0, 11)
                   from other in Gen.Choose(0, 11)
                   select new Move(kind, one, other);
        return from seed in Gen.Choose(0, 1000)
               from count in Gen.Choose(3, 14)
               from moves in Gen.ArrayOf(move, count)
               select new History(seed, moves);
    }

    private static IEnumerable<History> Smaller(History history) =>
        Enumerable.Range(0, history.Moves.Count).Select(i => history with { Moves = [.. history.Moves.Where((_, at) => at != i)] });
}
