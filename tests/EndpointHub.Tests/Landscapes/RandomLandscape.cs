using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Landscapes;

/// <summary>A landscape at a random stage of the migration, with random changes before and during the migration.</summary>
internal sealed record RandomLandscape(int Stage, ValueList<LandscapeChange> Before, ValueList<LandscapeChange> Meanwhile)
{
    public static readonly string[] Services = ["ecr.dkr", "kms", "logs"];

    private static readonly NetworkSnapshot Tidy = Landscape.Seed(Services.ToValueList());

    public static Arbitrary<RandomLandscape> Any { get; } = Arb.From(Generator(), Smaller);

    /// <summary>The network after the plans up to the stage, without the refused parts.</summary>
    public NetworkSnapshot Network()
    {
        var network = Before.Aggregate(Tidy, (snapshot, change) => change.On(snapshot));
        for (var stage = 0; stage < Stage; stage++)
            network = MigrationPlans.All[stage](network).Executed($"s{stage}-");
        return Meanwhile.Aggregate(network, (snapshot, change) => change.On(snapshot));
    }

    public override string ToString() => $"stage {Stage}; before: {Before}; meanwhile: {Meanwhile}";

    private static Gen<RandomLandscape> Generator()
    {
        var change =
            from name in Gen.Elements(LandscapeChange.Kinds.Keys.Order(StringComparer.Ordinal).ToArray())
            from seed in Gen.Choose(0, 10_000)
            select new LandscapeChange(name, seed);
        return from stage in Gen.Choose(0, MigrationPlans.All.Count)
            from before in Changes(change, 3)
            from meanwhile in Changes(change, 3)
            select new RandomLandscape(stage, before, meanwhile);
    }

    private static Gen<ValueList<LandscapeChange>> Changes(Gen<LandscapeChange> change, int most) =>
        from count in Gen.Choose(0, most)
        from changes in Gen.ArrayOf(change, count)
        select changes.ToValueList();

    private static IEnumerable<RandomLandscape> Smaller(RandomLandscape landscape)
    {
        foreach (var change in landscape.Before)
        {
            yield return landscape with
            {
                Before = landscape.Before.Without(other => ReferenceEquals(other, change)),
            };
        }

        foreach (var change in landscape.Meanwhile)
        {
            yield return landscape with
            {
                Meanwhile = landscape.Meanwhile.Without(other => ReferenceEquals(other, change)),
            };
        }

        if (landscape.Stage > 0)
        {
            yield return landscape with
            {
                Stage = landscape.Stage - 1,
            };
        }
    }
}
