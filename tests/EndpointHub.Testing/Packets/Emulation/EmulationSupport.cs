using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>Checks that this machine can emulate networks.</summary>
internal static class EmulationSupport
{
    private static readonly Lazy<string?> Reason = new(Try);

    /// <summary>The reason why it cannot; null when it can.</summary>
    public static string? Lacks => Reason.Value;

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "Network namespaces need Linux and root.";
        try
        {
            var vpc = new Vpc
            {
                Id = "vpc-0a",
                Location = new Location("123456789012", "ap-northeast-1"),
                Cidrs = ValueList.Of(Cidr.Parse("10.2.0.0/16")),
            };
            var subnet = new Subnet
            {
                Id = "subnet-0a",
                VpcId = vpc.Id,
                Cidr = Cidr.Parse("10.2.0.0/24"),
                AvailabilityZone = "ap-northeast-1a",
            };
            var network = NetworkSnapshot.Empty with { Vpcs = ResourceTable<Vpc>.From([vpc]), Subnets = ResourceTable<Subnet>.From([subnet]) };
            EmulatedNetwork.Of(network, [new Clients(subnet, [Ipv4.Parse("10.2.0.4")], ValueList.Of("sg-0a"))]).Dispose();
            return null;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or UnauthorizedAccessException or IOException)
        {
            return $"Network namespaces need iproute2, nftables and a kernel that supports both: {exception.Message.Split('\n')[0]}";
        }
    }
}
