namespace EndpointHub.Tests.Paths;

public sealed class PolicyTextTests
{
    private const string Full = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";
    private const string Two =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":["a:B","a:C"],"Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"a:D","Resource":"*"}]}""";

    [Theory]
    [InlineData(Full)]
    [InlineData("""{"Version":"2008-10-17","Statement":[{"Sid":"x","Effect":"Allow","Principal":{"AWS":"*"},"Action":["*"],"Resource":["*"]}]}""")]
    [InlineData("{ \"Statement\":\n { \"Action\": \"*\", \"Resource\": \"*\", \"Principal\": {\"AWS\": [\"*\"]}, \"Effect\": \"Allow\" } }")]
    [InlineData("")]
    [InlineData(null)]
    public void Full_access_is_recognized_in_every_form(string? document)
    {
        Assert.Null(PolicyText.RestrictiveOrNull(document));
        Assert.True(PolicyText.AreSame(document, right: null));
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}"""
    )]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}]}""")]
    [InlineData(
        """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"},{"Action":"s3:*","Effect":"Deny","Principal":"*","Resource":"*"}]}"""
    )]
    [InlineData("no JSON")]
    [InlineData(Two)]
    public void Any_other_policy_is_not_full_access(string document) => Assert.Equal(document, PolicyText.RestrictiveOrNull(document));

    [Fact]
    public void Policies_are_equal_regardless_of_order_and_layout()
    {
        const string Other = """
            {
              "Statement": [
                { "Resource": ["*"], "Action": "a:D", "Effect": "Deny", "Principal": {"AWS": "*"} },
                { "Action": ["a:C", "a:B"], "Effect": "Allow", "Principal": "*", "Resource": "*" }
              ]
            }
            """;

        Assert.True(PolicyText.AreSame(Two, Other));
        Assert.False(PolicyText.AreSame(Two, Other.Replace("a:C", "a:X", StringComparison.Ordinal)));
        Assert.False(PolicyText.AreSame(Two, right: null));
    }

    [Theory]
    [InlineData("allow everything", "JSON")]
    [InlineData("[]", "Statement")]
    [InlineData("{}", "Statement")]
    [InlineData("""{"Statement":[{"Effect":"Perhaps","Principal":"*","Action":"*","Resource":"*"}]}""", "")]
    public void An_invalid_policy_is_reported(string document, string reason) =>
        Assert.Contains(reason, PolicyText.Validate(document) ?? "nothing is wrong", StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Principal")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:sqs:*:1234*:queue"}}""",
        "arn:aws:sqs:*:1234*:queue"
    )]
    [InlineData(Conditional + """{"StringLike":{"aws:SourceVpc":"vpc-0abcdef*"}}}}""", "aws:SourceVpc")]
    [InlineData(Conditional + """{"ArnLikeIfExists":{"aws:PrincipalAccount":"12345678901?"}}}}""", "aws:PrincipalAccount")]
    [InlineData(Conditional + """{"NumericEquals":{"aws:PrincipalAccount":"123456789012"}}}}""", "numeric")]
    [InlineData(Conditional + """{"ForAnyValue:StringLike":{"s3:prefix":"home*"}}}}""", "six")]
    [InlineData(Conditional + """{"StringNotLike":{"s3:prefix":["reports*","a*b"]}}}}""", "a*b")]
    [InlineData(Conditional + """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::1234*:role/app"}}}}""", "arn:aws:iam::1234*:role/app")]
    public void What_endpoint_policies_may_not_contain_is_reported(string document, string reason)
    {
        Assert.Contains(reason, PolicyText.Validate(document) ?? "nothing is wrong", StringComparison.Ordinal);
        Assert.Null(PolicyDocument.Validate(document));
    }

    [Theory]
    [InlineData("""{"StringLike":{"s3:prefix":["reports*","*-reports"]}}""")]
    [InlineData("""{"StringEquals":{"s3:prefix":"a*"}}""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a*"}}""")]
    [InlineData("""{"ForAnyValue:StringLike":{"aws:ResourceOrgPaths":"o-example1234/*"}}""")]
    public void What_endpoint_policies_may_contain_is_not_reported(string condition) =>
        Assert.Null(PolicyText.Validate($"{Conditional}{condition}}}}}"));

    private const string Conditional = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":""";

    [Fact]
    public void A_policy_is_valid_up_to_the_length_limit()
    {
        Assert.Null(PolicyText.Validate(Two));
        Assert.Null(PolicyText.Validate(Two.PadRight(PolicyText.LongestDocument)));
        Assert.Contains("20481", PolicyText.Validate(Two.PadRight(PolicyText.LongestDocument + 1))!, StringComparison.Ordinal);
    }
}
