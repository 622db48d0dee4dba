using Amazon.Runtime;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Sessions;

/// <summary>An access key of twelve digits is the account id, so that the account shows the source of the credentials.</summary>
public sealed class CredentialOrderTests
{
    private const string Profiles = """
        [default]
        aws_access_key_id = 555555555555
        aws_secret_access_key = s

        [named]
        aws_access_key_id = 222222222222
        aws_secret_access_key = s

        [broken]
        aws_access_key_id = 666666666666
        """;

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "444444444444",
        ["AWS_SECRET_ACCESS_KEY"] = "s",
        ["AWS_SESSION_TOKEN"] = "t",
    };

    private static readonly AwsSettings Everything = new()
    {
        Region = "ap-northeast-1",
        AccessKey = "111111111111",
        SecretKey = "s",
        ProfileName = "named",
        StoredCredentials = static () => new StoredKeys("333333333333", "s", null),
    };

    public static TheoryData<string, object, bool, string> Order =>
        new()
        {
            { "keys before all", Everything, true, "111111111111" },
            { "then the named profile", Everything with { AccessKey = null, SecretKey = null }, true, "222222222222" },
            { "then the shell's variable", Everything with { AccessKey = "", SecretKey = "", ProfileName = "" }, true, "333333333333" },
            {
                "then the environment",
                new AwsSettings { Region = "ap-northeast-1", StoredCredentials = static () => null },
                true,
                "444444444444"
            },
            {
                "then the default profile",
                new AwsSettings { Region = "ap-northeast-1" },
                false,
                "555555555555"
            },
        };

    [Theory]
    [MemberData(nameof(Order), DisableDiscoveryEnumeration = true)]
    public async Task Sources_are_taken_in_the_order_of_AWS_Tools(string why, object settings, bool hasVariables, string account)
    {
        using var host = new TestHost(hasVariables ? Variables : [], credentials: Profiles);

        using var session = await Open((AwsSettings)settings, host);

        Assert.True(session.AccountId == account, $"{why}: {session}");
    }

    [Fact]
    public async Task The_role_of_the_host_is_the_last_source()
    {
        using var host = new TestHost();
        var withRole = host.Environment with
        {
            RoleOfHost = static _ => Task.FromResult<AWSCredentials>(new BasicAWSCredentials("777777777777", "s")),
        };

        using var session = await AwsSession.OpenAsync(
            new AwsSettings { Region = "eu-west-1" },
            Runtime() with
            {
                Host = withRole,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("777777777777", session.AccountId);
    }

    [Fact]
    public async Task A_missing_profile_is_an_error_when_other_credentials_exist()
    {
        using var host = new TestHost(Variables, credentials: Profiles);
        var settings = Everything with { AccessKey = null, SecretKey = null, ProfileName = "missing" };

        Assert.Equal(("ProfileNotFound", "missing"), await Problem(settings, host));
    }

    [Fact]
    public async Task A_missing_profile_in_AWS_PROFILE_is_an_error()
    {
        using var host = new TestHost(new() { ["AWS_PROFILE"] = "missing" }, credentials: Profiles);

        Assert.Equal(("ProfileNotFound", "missing"), await Problem(new AwsSettings { Region = "eu-west-1" }, host));
    }

    [Fact]
    public async Task The_profile_in_AWS_PROFILE_is_the_default()
    {
        using var host = new TestHost(new() { ["AWS_PROFILE"] = "named" }, credentials: Profiles);

        using var session = await Open(new AwsSettings { Region = "eu-west-1" }, host);

        Assert.Equal("222222222222", session.AccountId);
    }

    [Fact]
    public async Task A_profile_without_its_secret_cannot_be_used()
    {
        using var host = new TestHost(Variables, credentials: Profiles);

        Assert.Equal("CredentialsUnreadable", (await Problem(new AwsSettings { Region = "eu-west-1", ProfileName = "broken" }, host)).Code);
    }

    [Theory]
    [InlineData("k", null, "-AccessKey")]
    [InlineData(null, "s", "-SecretKey")]
    public async Task An_access_key_without_a_secret_is_an_error_and_ends_the_search(string? access, string? secret, string resource)
    {
        using var host = new TestHost(Variables, credentials: Profiles);

        Assert.Equal(
            ("CredentialsUnreadable", resource),
            await Problem(
                new AwsSettings
                {
                    Region = "eu-west-1",
                    AccessKey = access,
                    SecretKey = secret,
                },
                host
            )
        );
    }

    [Fact]
    public async Task A_session_token_without_keys_is_an_error_and_ends_the_search()
    {
        using var host = new TestHost(Variables, credentials: Profiles);

        Assert.Equal(
            ("CredentialsUnreadable", "-SessionToken"),
            await Problem(new AwsSettings { Region = "eu-west-1", SessionToken = "token" }, host)
        );
    }

    [Theory]
    [InlineData("111111111111\n", "s", null)]
    [InlineData("111111111111", "s\r\nX-Header: 1", null)]
    [InlineData("111111111111", "s", "\u00e9")]
    public async Task Keys_that_cannot_be_sent_are_an_error_without_the_keys(string access, string secret, string? token)
    {
        using var host = new TestHost();
        var settings = new AwsSettings
        {
            Region = "eu-west-1",
            AccessKey = access,
            SecretKey = secret,
            SessionToken = token,
        };

        Assert.Equal(("CredentialsUnreadable", "-AccessKey"), await Problem(settings, host));
    }

    [Fact]
    public async Task Unreadable_stored_credentials_are_an_error_and_end_the_search()
    {
        using var host = new TestHost(Variables, credentials: Profiles);
        var settings = new AwsSettings { Region = "eu-west-1", StoredCredentials = static () => throw new MissingMemberException("changed type") };

        Assert.Equal(("CredentialsUnreadable", "$StoredAWSCredentials"), await Problem(settings, host));
    }

    [Fact]
    public async Task Stored_credentials_are_read_again_for_every_request()
    {
        using var host = new TestHost();
        var http = StubSts.Answering();
        var token = "first";
        var settings = new AwsSettings { Region = "eu-west-1", StoredCredentials = () => new StoredKeys("333333333333", token, token) };
        using var session = await AwsSession.OpenAsync(
            settings,
            new AwsRuntime { Http = http, Host = host.Environment },
            TestContext.Current.CancellationToken
        );

        token = "second";
        await session.Ec2.DescribeVpcsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(["first", "second"], http.Sent.Select(sent => sent.SessionToken));
    }

    [Fact]
    public async Task Missing_credentials_are_reported_with_the_sources_that_were_searched()
    {
        using var host = new TestHost();

        Assert.Equal(("NoCredentials", "credentials"), await Problem(new AwsSettings { Region = "eu-west-1" }, host));
    }

    private static AwsRuntime Runtime() => new() { Http = StubSts.Answering() };

    [Theory]
    [InlineData(-1, "CredentialsExpire")]
    [InlineData(14, "CredentialsExpire")]
    [InlineData(16, null)]
    public async Task The_expiration_of_environment_credentials_is_read(int minutes, string? doubt)
    {
        var end = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        using var host = new TestHost(new(Variables) { ["AWS_CREDENTIAL_EXPIRATION"] = end });
        using var session = await Open(new AwsSettings { Region = "ap-northeast-1" }, host);

        Assert.Equal(doubt, (await session.CheckExpiryAsync())?.Code);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(5, "CredentialsExpire")]
    public async Task Refreshing_credentials_are_refreshed_before_their_expiration_is_checked(int minutesAfterwards, string? doubt)
    {
        var renewals = 0;
        using var host = new TestHost();
        var withRole = host.Environment with
        {
            RoleOfHost = _ => Task.FromResult<AWSCredentials>(new Renewing(() => renewals++ == 0 ? 10 : minutesAfterwards)),
        };
        using var session = await AwsSession.OpenAsync(
            new AwsSettings { Region = "eu-west-1" },
            Runtime() with
            {
                Host = withRole,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal((doubt, 2), ((await session.CheckExpiryAsync())?.Code, renewals));
    }

    private sealed class Renewing(Func<int> minutes) : RefreshingAWSCredentials
    {
        protected override CredentialsRefreshState GenerateNewCredentials() =>
            new(new ImmutableCredentials("777777777777", "s", "t"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes()));
    }

    private static Task<AwsSession> Open(AwsSettings settings, TestHost host) =>
        AwsSession.OpenAsync(settings, Runtime() with { Host = host.Environment }, TestContext.Current.CancellationToken);

    private static async Task<(string Code, string Resource)> Problem(AwsSettings settings, TestHost host)
    {
        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Open((AwsSettings)settings, host));
        return (refused.Problem.Code, refused.Problem.Resource);
    }
}
