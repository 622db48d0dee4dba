using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Handlers;

/// <summary>
/// What every handler starts from. A public method is an operation; its parameters are the members of the request that it honours, so a
/// member that no parameter names is refused, and a parameter that is not used does not compile.
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

    protected string Arn(string resource) => $"arn:aws:ec2:{Region}:{Account}:{resource}";
}
