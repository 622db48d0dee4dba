using EndpointHub.Tests.Planning;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Landscapes;

/// <summary>A landscape that is somewhere on its way to the hub, and untidy: twists before the job, and twists while it is under way.</summary>
internal sealed record RandomLandscape(int Stage, ValueList<Twist> Before, ValueList<Twist> Meanwhile)
{
    public static readonly string[] Services = ["ecr.dkr", "kms", "logs"];

    private static readonly NetworkSnapshot Tidy = Landscape.Seed(Services.ToValueList());

    public static Arbitrary<RandomLandscape> Any { get; } = Arb.From(Generator(), Smaller);

    /// <summary>The network: the job carried out up to the stage, as far as the planners do not refuse.</summary>
    public NetworkSnapshot Network()
    {
        var network = Before.Aggregate(Tidy, (snapshot, twist) => twist.On(snapshot));
        for (var stage = 0; stage < Stage; stage++)
            network = Jobs.All[stage](network).CarriedOut($"s{stage}-");
        return Meanwhile.Aggregate(network, (snapshot, twist) => twist.On(snapshot));
    }

    public override string ToString() => $"stage {Stage}; before: {Before}; meanwhile: {Meanwhile}";

    private static Gen<RandomLandscape> Generator()
    {
        var twist = from name in Gen.Elements(Twist.Kinds.Keys.Order(StringComparer.Ordinal).ToArray())
                    from seed in Gen.Choose(0, 10_000)
                    select new Twist(name, seed);
        return from stage in Gen.Choose(0, Jobs.All.Count)
               from before in Twists(twist, 3)
               from meanwhile in Twists(twist, 3)
               select new RandomLandscape(stage, before, meanwhile);
    }

    private static Gen<ValueList<Twist>> Twists(Gen<Twist> twist, int most) =>
        from count in Gen.Choose(0, most)
        from twists in Gen.ArrayOf(twist, count)
        select twists.ToValueList();

    private static IEnumerable<RandomLandscape> Smaller(RandomLandscape landscape)
    {
        foreach (var twist in landscape.Before)
            yield return landscape with { Before = landscape.Before.Without(other => ReferenceEquals(other, twist)) };
        foreach (var twist in landscape.Meanwhile)
            yield return landscape with { Meanwhile = landscape.Meanwhile.Without(other => ReferenceEquals(other, twist)) };
        if (landscape.Stage > 0)
            yield return landscape with { Stage = landscape.Stage - 1 };
    }
}
