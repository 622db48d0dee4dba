namespace EndpointHub.Tests.Values;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""[{"b":{"a":1,"c":2,"a":1}}]""")]
    public void An_object_with_two_members_of_one_name_is_refused(string text) =>
        Assert.Contains("twice", Assert.Throws<FormatException>(() => JsonText.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("--1")]
    [InlineData("{} {}")]
    [InlineData("{,}")]
    [InlineData("""{"a":1,}""")]
    [InlineData("NaN")]
    public void What_the_standard_does_not_allow_is_refused(string text) => Assert.Throws<FormatException>(() => JsonText.Read(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("10.25e-3")]
    [InlineData("""{"a":{"a":1},"b":{"a":1}}""")]
    public void What_the_standard_allows_is_read(string text) => Assert.NotNull(JsonText.Read(text));

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Throws<FormatException>(() => JsonText.Read(new string('[', 100_000)));

    [Fact]
    public void A_policy_with_a_second_condition_is_refused() =>
        Assert.NotNull(
            PolicyDocument.Validate(
                """{"Statement":{"Effect":"Allow","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a"}},"Condition":{},"Action":"*","Resource":"*"}}"""
            )
        );

    [Fact]
    public void A_policy_text_is_bounded() =>
        Assert.Contains("characters", new NamedPolicy("x", "{" + new string(' ', 300_000) + "}").Validate(), StringComparison.Ordinal);
}
