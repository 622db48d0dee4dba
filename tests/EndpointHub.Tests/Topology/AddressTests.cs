using System.Net;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Topology;

public sealed class AddressTests
{
    [Theory]
    [InlineData("100.68.0.18/18", "100.68.0.0/18")]
    [InlineData("10.2.3.4/0", "0.0.0.0/0")]
    [InlineData("10.2.3.4/32", "10.2.3.4/32")]
    public void Host_bits_are_cleared(string written, string canonical) => Assert.Equal(canonical, Cidr.Parse(written).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10.2.0.0")]
    [InlineData("10.2.0.0/33")]
    [InlineData("10.2.0.0/-1")]
    [InlineData("10.2.0/16")]
    [InlineData("10.2.0.256/16")]
    [InlineData("010.2.0.0/16")]
    [InlineData("10.2.0.0/16/8")]
    [InlineData("::/0")]
    public void An_invalid_CIDR_block_is_refused(string text)
    {
        Assert.False(Cidr.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Cidr.Parse(text));
    }

    [Fact]
    public void Blocks_contain_and_overlap_like_System_Net_IPNetwork()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var (one, other) = (Block(random), Block(random));
            var (network, otherNetwork) = (IPNetwork.Parse(one.ToString()), IPNetwork.Parse(other.ToString()));

            var contains = network.PrefixLength <= otherNetwork.PrefixLength && network.Contains(otherNetwork.BaseAddress);
            var contained = otherNetwork.PrefixLength <= network.PrefixLength && otherNetwork.Contains(network.BaseAddress);
            Assert.Equal(contains, one.Contains(other));
            Assert.Equal(contains || contained, one.Overlaps(other));
            Assert.Equal(one.Overlaps(other), other.Overlaps(one));
            Assert.True(one.Contains(one.Network) && one.Contains(one.Last));
        }
    }

    [Fact]
    public void The_first_assignable_address_follows_the_four_reserved_ones() =>
        Assert.Equal("10.2.0.4", Cidr.Parse("10.2.0.0/24").FirstUsable.ToString());

    // Few distinct leading bits, so that blocks overlap often.
    private static Cidr Block(Random random) =>
        new(new Ipv4((10u << 24) | ((uint)random.Next(4) << 22) | (uint)random.Next(1 << 10)), random.Next(6, 33));
}
