using System.Reflection;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Http;

/// <summary>A handler's method together with the wire operation of the same name.</summary>
internal sealed class Operation
{
    /// <summary>The request members that the dispatcher supports for every operation.</summary>
    private static readonly string[] General = ["DryRun", "ClientToken"];

    private static readonly string[] Reading = ["Describe", "Get", "List", "Search"];

    private readonly MethodInfo _method;
    private readonly PropertyInfo[] _arguments;
    private readonly PropertyInfo[] _refused;
    private readonly PropertyInfo? _dryRun;
    private readonly PropertyInfo? _token;
    private readonly PropertyInfo? _echo;

    public Operation(MethodInfo method, WireOperation wire)
    {
        (_method, Model) = (method, wire);
        var members = wire.RequestType.GetProperties();
        _arguments =
        [
            .. method
                .GetParameters()
                .Select(p =>
                    members.SingleOrDefault(m => m.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase))
                    ?? throw new InvalidOperationException($"{wire.Name} has no member {p.Name}.")
                ),
        ];
        _refused = [.. members.Except(_arguments).Where(m => !General.Contains(m.Name))];
        _dryRun = wire.RequestType.GetProperty("DryRun");
        _token = wire.RequestType.GetProperty("ClientToken");
        _echo = wire.ResponseType.GetProperty("ClientToken");
    }

    public WireOperation Model { get; }

    /// <summary>False for an operation that only reads; its requests are not stored in the state file.</summary>
    public bool IsMutating => !IsReading(Model.Name) && Model.Name != "AssumeRole";

    public static bool IsReading(string action) => Array.Exists(Reading, r => action.StartsWith(r, StringComparison.Ordinal));

    public bool IsDryRun(object request) => _dryRun?.GetValue(request) is true;

    public string? ClientToken(object request) => _token?.GetValue(request) as string;

    /// <exception cref="AwsException">The request sets a member that the handler does not support.</exception>
    public void RefuseUnsupported(object request)
    {
        foreach (var member in _refused)
        {
            if (member.GetValue(request) is { } value && value is not System.Collections.ICollection { Count: 0 })
                throw AwsException.Unsupported(member.Name);
        }
    }

    public IWireResponse Invoke(Call call, object request)
    {
        var handler = Activator.CreateInstance(_method.DeclaringType!, call);
        var answer = _method.Invoke(
            handler,
            BindingFlags.DoNotWrapExceptions,
            binder: null,
            [.. _arguments.Select(a => a.GetValue(request))],
            culture: null
        );
        var response = answer as IWireResponse ?? (IWireResponse)Activator.CreateInstance(Model.ResponseType)!;
        if (ClientToken(request) is { } token)
            _echo?.SetValue(response, token);
        return response;
    }
}
