namespace EndpointHub.Topology;

/// <summary>The tool or service in whose configuration an endpoint stands, according to the endpoint's tags.</summary>
public enum EndpointOwner
{
    /// <summary>A CloudFormation stack.</summary>
    CloudFormation,

    /// <summary>An app of the AWS Cloud Development Kit. Its stacks are CloudFormation stacks.</summary>
    Cdk,

    /// <summary>A Terraform or OpenTofu configuration.</summary>
    Terraform,

    /// <summary>A Pulumi program.</summary>
    Pulumi,

    /// <summary>The landing zone of AWS Control Tower.</summary>
    ControlTower,

    /// <summary>An Amazon EKS cluster or eksctl.</summary>
    Eks,

    /// <summary>A controller in a Kubernetes cluster: Crossplane, AWS Controllers for Kubernetes, or Cluster API.</summary>
    Kubernetes,
}
