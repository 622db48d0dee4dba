using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>The kinds of moves in a history.</summary>
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

/// <summary>One move. Its numbers select among the existing resources, so that any sequence of moves is a valid history.</summary>
internal sealed record Move(MoveKind Kind, int This, int That);

/// <summary>Moves on three VPCs of two accounts, in a sandbox of that seed.</summary>
internal sealed record History(int Seed, IReadOnlyList<Move> Moves)
{
    public static Arbitrary<History> Any { get; } = Arb.From(Generator(), Smaller);

    public override string ToString() => $"seed {Seed}: {string.Join("; ", Moves.Select((m, i) => $"{i} {m.Kind}({m.This}, {m.That})"))}";

    private static Gen<History> Generator()
    {
        // Waiting and both sides of a name conflict are the important moves.
        var kinds = Enum.GetValues<MoveKind>()
            .Concat([MoveKind.Wait, MoveKind.CreateZone, MoveKind.Associate, MoveKind.CreateEndpoint, MoveKind.SwitchNamesOff])
            .ToArray();
        var move = from kind in Gen.Elements(kinds) from one in Gen.Choose(0, 11) from other in Gen.Choose(0, 11) select new Move(kind, one, other);
        return from seed in Gen.Choose(0, 1000)
            from count in Gen.Choose(3, 14)
            from moves in Gen.ArrayOf(move, count)
            select new History(seed, moves);
    }

    private static IEnumerable<History> Smaller(History history) =>
        Enumerable.Range(0, history.Moves.Count).Select(i => history with { Moves = [.. history.Moves.Where((_, at) => at != i)] });
}
