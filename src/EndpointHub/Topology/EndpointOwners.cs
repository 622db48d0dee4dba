using System.Text.RegularExpressions;
using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>
/// Finds the owner of an endpoint by its tags. Only tags that an owner sets itself, or that by convention name one, are used: a tag that merely
/// contains a tool's name, or a cluster that shares a resource, tells nothing.
/// </summary>
internal static class EndpointOwners
{
    // The first match decides: Control Tower and eksctl deploy CloudFormation stacks, and so does the CDK.
    private static readonly TagPattern[] Patterns =
    [
        // AWS Control Tower user guide, mandatory controls: aws:ResourceTag/aws-control-tower; VPCs of its accounts come from its stack sets.
        new(EndpointOwner.ControlTower, "aws-control-tower", "managed-by-control-tower"),
        new(EndpointOwner.ControlTower, "aws:cloudformation:stack-name", "(StackSet-)?AWSControlTower.*"),
        // Amazon EKS user guide, tagging: aws:eks:cluster-name and eks:cluster-name; eksctl documentation: alpha.eksctl.io/cluster-name;
        // kubernetes.io/cluster/NAME is "owned", or "shared" for what the cluster only uses.
        new(EndpointOwner.Eks, "(aws:)?eks:cluster-name", ".*"),
        new(EndpointOwner.Eks, @"alpha\.eksctl\.io/cluster-name", ".*"),
        new(EndpointOwner.Eks, @"kubernetes\.io/cluster/.+", "owned"),
        // Cluster API Provider AWS, Crossplane and AWS Controllers for Kubernetes, documentation of their tags.
        new(EndpointOwner.Kubernetes, @"sigs\.k8s\.io/cluster-api-provider-aws/cluster/.+", "owned"),
        new(EndpointOwner.Kubernetes, "crossplane-(kind|name|providerconfig)", ".*"),
        new(EndpointOwner.Kubernetes, @"services\.k8s\.aws/(controller-version|namespace)", ".*"),
        // AWS CDK developer guide. The tags aws:cdk: and aws-cdk: are the toolkit's own.
        new(EndpointOwner.Cdk, "aws[-:]cdk:.+", ".*"),
        // CloudFormation user guide, resource tags: only AWS itself can set a key that begins with aws:.
        new(EndpointOwner.CloudFormation, "aws:cloudformation:(stack-name|stack-id|logical-id)", ".*"),
        // Conventions of default_tags (Terraform AWS provider guide, resource tagging; terraform-aws-modules; AWS tagging best practices).
        new(EndpointOwner.Terraform, "terraform|opentofu", "true|yes|1"),
        new(EndpointOwner.Terraform, ByConvention, "(hashicorp[ /_-]?)?(terraform|opentofu|tofu|terragrunt|hcp terraform)([ /:_-].*)?"),
        new(EndpointOwner.Cdk, ByConvention, "(aws[ _-]?)?cdk([ /:_-].*)?"),
        new(EndpointOwner.CloudFormation, ByConvention, "(aws[ _-]?)?cloudformation([ /:_-].*)?"),
        new(EndpointOwner.Pulumi, ByConvention, "pulumi([ /:_-].*)?"),
        new(EndpointOwner.Pulumi, "pulumi:(project|stack)", ".*"),
        new(EndpointOwner.Kubernetes, ByConvention, "(crossplane|ack)([ /:_-].*)?"),
    ];

    /// <summary>Every owner that tags can tell.</summary>
    public static ValueList<EndpointOwner> All { get; } = Patterns.Select(pattern => pattern.Owner).Distinct().OrderBy(owner => owner).ToValueList();

    private const string ByConvention = "managed[ :_-]?by|(provisioned|deployed|created)[ :_-]?(by|with)|provisioner|iac([ :_-]?tool)?";

    /// <summary>The owner of an endpoint and the tag that names it; null when no tag tells.</summary>
    public static (EndpointOwner Owner, Tag Tag)? OwnerOf(Endpoint endpoint)
    {
        foreach (var pattern in Patterns)
        {
            if (endpoint.Tags.FirstOrDefault(pattern.Matches) is { } tag)
                return (pattern.Owner, tag);
        }

        return null;
    }

    /// <summary>True if changes to what an owner manages are included. The CDK deploys CloudFormation stacks.</summary>
    public static bool Includes(this IEnumerable<EndpointOwner> included, EndpointOwner owner) =>
        included.Any(one => one == owner || (one == EndpointOwner.CloudFormation && owner == EndpointOwner.Cdk));

    /// <summary>The owner's usual name.</summary>
    public static string Name(this EndpointOwner owner) =>
        owner switch
        {
            EndpointOwner.Cdk => "the AWS CDK",
            EndpointOwner.ControlTower => "AWS Control Tower",
            EndpointOwner.Eks => "Amazon EKS",
            EndpointOwner.Kubernetes => "a Kubernetes controller",
            _ => owner.ToString(),
        };

    private sealed class TagPattern(EndpointOwner owner, string key, string value)
    {
        private readonly Regex _key = Whole(key);
        private readonly Regex _value = Whole(value);

        public EndpointOwner Owner => owner;

        public bool Matches(Tag tag) => _key.IsMatch(tag.Key) && _value.IsMatch(tag.Value.Trim());

        private static Regex Whole(string pattern) =>
            new($"^({pattern})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }
}
