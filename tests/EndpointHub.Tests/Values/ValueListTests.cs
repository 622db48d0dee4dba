namespace EndpointHub.Tests.Values;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_are_equal_when_their_items_are_equal_in_order()
    {
        Assert.Equal(ValueList.Of(1, 2), ValueList.Of(1).With(2));
        Assert.Equal(ValueList.Of(1, 2).GetHashCode(), ValueList.Of(1).With(2).GetHashCode());
        Assert.False(ValueList.Of(1, 2).Equals(ValueList.Of(2, 1)));
        Assert.False(ValueList.Of(1, 2).Equals(ValueList.Of(1)));
    }

    [Fact]
    public void A_list_does_not_change_with_its_source()
    {
        int[] source = [1, 2];
        var list = source.ToValueList();

        source[0] = 9;

        Assert.Equal(ValueList.Of(1, 2), list);
        Assert.Equal(ValueList.Of(2), list.Without(item => item == 1));
        Assert.Equal(ValueList.Of(2, 3), list.Each(item => item + 1));
        Assert.Equal(2, list.Count);
    }
}
