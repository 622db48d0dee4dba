using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Settling;

namespace EndpointHub.Sandbox.Http;

/// <summary>
/// AWS's token buckets: EC2 has one per account, Region and action, Resolver one per account and Region, Route 53 one per account. AWS publishes
/// no limit for Profiles, which are therefore not throttled.
/// </summary>
/// <remarks>Sizes: docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html and Route 53's DNSLimitations page.</remarks>
internal sealed class Limits(Scheduler agenda)
{
    private static readonly string[] CostlyUnfiltered = ["DescribeNetworkInterfaces", "DescribeSecurityGroups"];

    private readonly Dictionary<(string Account, string Region, string Action), (double Tokens, DateTimeOffset At)> _buckets = [];

    /// <exception cref="AwsException">The bucket is empty.</exception>
    public void Take(Caller caller, string service, string action, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (service == "route53")
        {
            if (!Take((caller.Account, "", service), capacity: 5, refill: 5))
                throw new AwsException("Throttling", "Rate exceeded", 400);
            return;
        }

        if (service == "route53resolver" && !Take((caller.Account, caller.Region, service), capacity: 5, refill: 5))
            throw new AwsException("ThrottlingException", "Rate exceeded");
        if (service != "ec2")
            return;
        var (kind, capacity, refill) = Bucket(action, parameters);
        if (!Take((caller.Account, caller.Region, kind), capacity, refill))
            throw new AwsException("RequestLimitExceeded", "Request limit exceeded.", 503);
    }

    private static (string Kind, double Capacity, double Refill) Bucket(string action, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        action switch
        {
            "CreateVpcEndpoint" or "ModifyVpcEndpoint" or "DeleteVpcEndpoints" => (action, 4, 0.3),
            "CreateTags" or "DeleteTags" => (action, 100, 10),
            "DescribeStaleSecurityGroups" or "DescribeSecurityGroupReferences" => (action, 20, 5),
            _ when CostlyUnfiltered.Contains(action) && parameters.Count == 0 => (action + " unfiltered", 50, 10),
            _ when Operation.IsReading(action) => (action, 100, 20),
            _ => (action, 50, 5),
        };

    private bool Take((string, string, string) key, double capacity, double refill)
    {
        var (tokens, at) = _buckets.GetValueOrDefault(key, (capacity, agenda.Now));
        tokens = Math.Min(capacity, tokens + ((agenda.Now - at).TotalSeconds * refill));

        // The refill is a fraction: a rounding error below one millionth of a token does not count as missing.
        var isThere = tokens >= 1 - 1e-6;
        _buckets[key] = (isThere ? tokens - 1 : tokens, agenda.Now);
        return isThere;
    }
}
