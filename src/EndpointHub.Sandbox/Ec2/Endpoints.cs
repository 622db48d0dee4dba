using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// The endpoint operations, as far as both types have them in common. See <see cref="InterfaceEndpoints"/> and <see cref="GatewayEndpoints"/>.
/// </summary>
internal sealed class Endpoints(Call call) : Handler(call)
{
    internal static readonly FilterSet<VpcEndpoint> Filters = new(e => e.Tags)
    {
        { "ip-address-type", e => e.IpAddressType },
        { "service-name", e => e.ServiceName },
        { "service-region", e => e.ServiceRegion ?? e.Service.Region },
        { "vpc-endpoint-id", e => e.VpcEndpointId },
        { "vpc-endpoint-state", e => e.State },
        { "vpc-endpoint-type", e => e.VpcEndpointType },
        { "vpc-id", e => e.VpcId },
    };

    public CreateVpcEndpointResponse CreateVpcEndpoint(
        string vpcId,
        string? serviceName,
        string? vpcEndpointType,
        string? policyDocument,
        List<string> routeTableIds,
        List<string> subnetIds,
        List<string> securityGroupIds,
        bool? privateDnsEnabled,
        string? ipAddressType,
        DnsOptionsSpecification? dnsOptions,
        List<SubnetConfiguration> subnetConfigurations,
        string? serviceRegion,
        List<TagSpecification> tagSpecifications
    )
    {
        var vpc = Net.Vpcs.Get(vpcId);
        var type = vpcEndpointType ?? "Gateway";
        if (type is not ("Gateway" or "Interface"))
            throw AwsException.Unsupported($"VpcEndpointType {type}");
        if (serviceRegion is not null && serviceRegion != Region)
            throw AwsException.Unsupported("ServiceRegion");
        var service = Service(serviceName ?? throw AwsException.Missing("serviceName"), type);
        if (policyDocument is not null)
            EndpointPolicy.Check(policyDocument, service);
        TagStore.Check("vpc-endpoint", tagSpecifications);
        var id = Ids.Resource("vpce");
        var endpoint = new VpcEndpoint
        {
            VpcEndpointId = id,
            VpcEndpointType = type,
            VpcId = vpcId,
            ServiceName = service.Name,
            Service = service,
            OwnerId = Account,
            CreationTimestamp = World.Now,
            RequesterManaged = false,
            PolicyDocument = policyDocument,
            PrivateDnsEnabled = false,
        };
        if (type == "Interface")
        {
            if (routeTableIds.Count > 0)
                throw new AwsException("InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint");
            new InterfaceEndpoints(World, Net).Create(
                endpoint,
                vpc,
                new(subnetIds, securityGroupIds, privateDnsEnabled, ipAddressType, dnsOptions, subnetConfigurations)
            );
        }
        else
        {
            if (
                subnetIds.Count > 0
                || securityGroupIds.Count > 0
                || subnetConfigurations.Count > 0
                || dnsOptions is not null
                || privateDnsEnabled == true
            )
            {
                throw new AwsException(
                    "InvalidParameter",
                    "Subnets, security groups and DNS options are only supported for Interface type VPC Endpoint"
                );
            }

            if (ipAddressType is not (null or "ipv4"))
                throw AwsException.Unsupported("IpAddressType");
            new GatewayEndpoints(World, Net).Create(endpoint, routeTableIds);
        }

        endpoint.Tags = Net.Tags.Born(id, "vpc-endpoint", tagSpecifications);
        Net.Endpoints.Add(id, endpoint);
        return new() { VpcEndpoint = endpoint };
    }

    /// <summary>Returns before the change has taken effect: the endpoint is pending until then.</summary>
    public ModifyVpcEndpointResponse ModifyVpcEndpoint(
        string vpcEndpointId,
        bool? resetPolicy,
        string? policyDocument,
        List<string> addRouteTableIds,
        List<string> removeRouteTableIds,
        List<string> addSubnetIds,
        List<string> removeSubnetIds,
        List<string> addSecurityGroupIds,
        List<string> removeSecurityGroupIds,
        bool? privateDnsEnabled,
        string? ipAddressType,
        DnsOptionsSpecification? dnsOptions,
        List<SubnetConfiguration> subnetConfigurations
    )
    {
        var endpoint = Net.Endpoints.Get(vpcEndpointId);
        if (endpoint.IsGone)
            throw new AwsException("IncorrectState", $"The Vpc Endpoint {vpcEndpointId} is {endpoint.State}");
        RefuseManaged(endpoint);
        if (policyDocument is not null)
            EndpointPolicy.Check(policyDocument, endpoint.Service);
        if (endpoint.IsInterface)
        {
            if (addRouteTableIds.Count + removeRouteTableIds.Count > 0)
                throw new AwsException("InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint");
            new InterfaceEndpoints(World, Net).Modify(
                endpoint,
                new(addSubnetIds, addSecurityGroupIds, privateDnsEnabled, ipAddressType, dnsOptions, subnetConfigurations),
                removeSubnetIds,
                removeSecurityGroupIds
            );
        }
        else
        {
            if (
                addSubnetIds.Count + removeSubnetIds.Count + addSecurityGroupIds.Count + removeSecurityGroupIds.Count + subnetConfigurations.Count > 0
                || privateDnsEnabled == true
                || dnsOptions is not null
                || ipAddressType is not null
            )
            {
                throw new AwsException(
                    "InvalidParameter",
                    "Subnets, security groups and DNS options are only supported for Interface type VPC Endpoint"
                );
            }

            new GatewayEndpoints(World, Net).Modify(endpoint, addRouteTableIds, removeRouteTableIds);
        }

        if (resetPolicy == true)
            endpoint.PolicyDocument = null;
        endpoint.PolicyDocument = policyDocument ?? endpoint.PolicyDocument;
        return new() { Return = true };
    }

    public DescribeVpcEndpointsResponse DescribeVpcEndpoints(List<Filter> filters, List<string> vpcEndpointIds, int? maxResults, string? nextToken)
    {
        // The response to Create does not contain the default policy; descriptions do.
        foreach (var endpoint in Net.Endpoints.All)
            endpoint.PolicyDocument ??= EndpointPolicy.Default(endpoint.IsInterface);
        return new()
        {
            VpcEndpoints = Filters
                .Apply(Net.Endpoints.Pick(vpcEndpointIds), filters)
                .Page(maxResults, nextToken, out var next, atLeast: 1, capped: true),
            NextToken = next,
        };
    }

    /// <summary>The payer is stored and returned; the sandbox has no billing.</summary>
    public ModifyVpcEndpointPayerResponsibilityResponse ModifyVpcEndpointPayerResponsibility(
        string vpcEndpointId,
        string payerResponsibility,
        string scope
    )
    {
        var endpoint = Net.Endpoints.Get(vpcEndpointId);
        RefuseManaged(endpoint);
        endpoint.PayerResponsibilities.RemoveAll(p => p.Scope == scope);
        endpoint.PayerResponsibilities.Add(new() { Scope = scope, PayerResponsibilityType = payerResponsibility });
        return new() { VpcEndpointId = vpcEndpointId, PayerResponsibilities = endpoint.PayerResponsibilities };
    }

    /// <summary>Deletes several endpoints. The call succeeds and lists those that could not be deleted.</summary>
    public DeleteVpcEndpointsResponse DeleteVpcEndpoints(List<string> vpcEndpointIds)
    {
        var failed = new List<UnsuccessfulItem>();
        foreach (var id in vpcEndpointIds.Distinct())
        {
            try
            {
                Delete(id);
            }
            catch (AwsException error)
            {
                failed.Add(
                    new()
                    {
                        ResourceId = id,
                        Error = new() { Code = error.Code, Message = error.Message },
                    }
                );
            }
        }

        return new() { Unsuccessful = failed };
    }

    private void Delete(string id)
    {
        var endpoint = Net.Endpoints.Find(id) ?? throw new AwsException(Rules.EndpointNotFoundOnDelete, $"The Vpc Endpoint Id '{id}' does not exist");
        if (endpoint.IsGone)
            return;
        RefuseManaged(endpoint);
        if (endpoint.IsInterface)
            new InterfaceEndpoints(World, Net).Delete(endpoint);
        else
            new GatewayEndpoints(World, Net).Delete(endpoint);
    }

    private static void RefuseManaged(VpcEndpoint endpoint)
    {
        if (endpoint.RequesterManaged == true)
        {
            throw new AwsException(
                "InvalidParameter",
                $"Operation is not allowed for requester-managed VPC endpoints for the service {endpoint.ServiceName}"
            );
        }
    }

    private EndpointService Service(string name, string type)
    {
        var services = World.Services.Named(name, Region).ToList();
        if (services.Count == 0)
            throw new AwsException("InvalidServiceName", $"The Vpc Endpoint Service '{name}' does not exist");
        return services.Find(s => s.ServiceType == type)
            ?? throw new AwsException(
                "InvalidParameter",
                $"The VPC endpoint type ({type}) does not match the service's types: {string.Join(", ", services.Select(s => s.ServiceType))}"
            );
    }
}
