using System.Reflection;
using EndpointHub.Loader;

namespace EndpointHub.Tests.Loader;

public sealed class LoadRuleTests
{
    private const string Ours = "AWSSDK.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=885c28607f98e604";

    [Theory]
    [InlineData("System.Management.Automation, Version=7.6.0.0, PublicKeyToken=31bf3856ad364e35")]
    [InlineData("System.Runtime, Version=8.0.0.0, PublicKeyToken=b03f5f7f11d50a3a")]
    [InlineData("AWSSDK.EC2, Version=4.0.0.0, PublicKeyToken=885c28607f98e604")]
    public void An_assembly_missing_from_the_folder_is_loaded_by_the_process(string asked) =>
        Assert.Equal(LoadDecision.Default, LoadRule.Decide(new AssemblyName(asked), null));

    [Theory]
    [InlineData("AWSSDK.Core, Version=4.0.0.0, PublicKeyToken=885c28607f98e604")]
    [InlineData("AWSSDK.Core, Version=3.3.0.0, PublicKeyToken=885c28607f98e604")]
    [InlineData("AWSSDK.Core, PublicKeyToken=885c28607f98e604")]
    [InlineData("AWSSDK.Core")]
    [InlineData("AWSSDK.Core, Culture=neutral, PublicKeyToken=null")]
    public void An_assembly_of_the_folder_is_loaded_from_the_folder(string asked) =>
        Assert.Equal(LoadDecision.Own, LoadRule.Decide(new AssemblyName(asked), new AssemblyName(Ours)));

    [Fact]
    public void A_newer_version_than_the_one_in_the_folder_is_refused() =>
        Assert.Equal(LoadDecision.Refuse, Decide("AWSSDK.Core, Version=5.0.0.0, PublicKeyToken=885c28607f98e604"));

    [Theory]
    [InlineData("AWSSDK.Core, Version=4.0.0.0, PublicKeyToken=b77a5c561934e089")]
    [InlineData("AWSSDK.Core, Version=4.0.0.0, PublicKeyToken=null")]
    public void Another_publishers_assembly_of_the_same_name_is_refused(string asked) => Assert.Equal(LoadDecision.Refuse, Decide(asked));

    [Fact]
    public void An_unsigned_assembly_of_the_folder_is_loaded_from_the_folder() =>
        Assert.Equal(
            LoadDecision.Own,
            LoadRule.Decide(new AssemblyName("EndpointHub.Aws, Version=0.1.0.0"), new AssemblyName("EndpointHub.Aws, Version=0.1.0.0"))
        );

    private static LoadDecision Decide(string asked) => LoadRule.Decide(new AssemblyName(asked), new AssemblyName(Ours));
}
