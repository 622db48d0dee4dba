using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Handlers;

/// <summary>
/// The base of all handlers. Each public method implements the operation of its name. Its parameters are the request members that it supports: a
/// request that sets any other member is refused, and an unused parameter is a compiler error.
/// </summary>
internal abstract class Handler(Call call)
{
    protected World World { get; } = call.World;

    protected string Account { get; } = call.Account;

    protected string Region { get; } = call.Region;

    protected Network Net { get; } = call.World.Network(call.Account, call.Region);

    protected Ids Ids => World.Ids;

    protected Rules Rules => World.Options.Rules;

    protected Durations Durations => World.Options.Durations;

    /// <summary>The name of the caller's partition in ARNs.</summary>
    protected string PartitionName => Partition.Of(Region).Name;

    protected string Arn(string resource) => $"arn:{PartitionName}:ec2:{Region}:{Account}:{resource}";
}
