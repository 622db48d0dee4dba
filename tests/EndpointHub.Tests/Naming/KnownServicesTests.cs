using System.Text.Json;
using EndpointHub.Naming;

namespace EndpointHub.Tests.Naming;

public sealed class KnownServicesTests
{
    [Fact]
    public void Every_service_of_every_region_is_listed_by_its_short_name()
    {
        var folder = SharedData.EndpointServices();
        Assert.SkipWhen(folder is null, "The folder ../shared/data/endpoint-services does not exist.");

        foreach (var file in Directory.GetFiles(folder!, "*.json"))
        {
            var region = Path.GetFileNameWithoutExtension(file);
            using var services = JsonDocument.Parse(File.ReadAllText(file));
            Assert.All(
                services
                    .RootElement.EnumerateArray()
                    .Select(service => service.GetProperty("serviceName").GetString()!)
                    .Where(name => name.Contains($".{region}.", StringComparison.Ordinal)),
                name => Assert.True(ServiceName.IsKnown(name, region), name)
            );
        }
    }

    [Fact]
    public void Names_are_listed_once_and_in_order() =>
        Assert.Equal(KnownServices.ShortNames.Distinct().Order(StringComparer.Ordinal), KnownServices.ShortNames);

    [Theory]
    [InlineData("dkr.ecr", "ecr.dkr")]
    [InlineData("ECR.DKR", "ecr.dkr")]
    [InlineData("ecr", "ecr.api")]
    [InlineData("secretmanager", "secretsmanager")]
    [InlineData("cloudwatch-logs", "logs")]
    [InlineData("ssm-messages", "ssmmessages")]
    public void A_mistyped_name_suggests_the_intended_service(string typed, string meant) =>
        Assert.Equal(meant, ServiceName.Similar($"com.amazonaws.ap-northeast-1.{typed}", "ap-northeast-1", ValueList<string>.Empty)[0]);

    [Fact]
    public void An_unrelated_name_has_no_suggestion()
    {
        Assert.Empty(ServiceName.Similar("com.amazonaws.ap-northeast-1.qqqqqqqq", "ap-northeast-1", ValueList<string>.Empty));
        Assert.NotEmpty(ServiceName.Similar("com.amazonaws.ap-northeast-1.ecr.dkrr", "ap-northeast-1", ValueList<string>.Empty));
    }
}
