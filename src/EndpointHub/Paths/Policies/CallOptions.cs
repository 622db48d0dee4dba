using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>The calls that clients make: every action on every resource.</summary>
public sealed record CallOptions
{
    private static readonly ValueList<string> AnyResource = ValueList.Of("*");

    /// <summary>The actions, for example <c>ecr:BatchGetImage</c>; empty means the calls that workloads usually need.</summary>
    public ValueList<string> Actions { get; init; } = ValueList<string>.Empty;

    /// <summary>The resources, by their ARNs; empty means any.</summary>
    public ValueList<string> Resources { get; init; } = ValueList<string>.Empty;

    /// <summary>The caller's ARN; null when it is not known.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>Checks these options.</summary>
    /// <returns>The problem, or null when they are valid.</returns>
    public Problem? Validate() =>
        Actions.FirstOrDefault(action => !IsAction(action)) is { } action ? Problems.MalformedAction(action)
        : Resources.FirstOrDefault(text => text != "*" && !IsArn(text)) is { } resource ? Problems.MalformedResource(resource)
        : Actions.Count == 0 && Resources.Count > 0 ? Problems.ResourceWithoutAction(Resources[0])
        : PrincipalArn is { } caller && !IsPrincipal(caller) ? Problems.MalformedPrincipal(caller)
        : null;

    /// <summary>Checks that every action belongs to one of the tested services.</summary>
    /// <param name="serviceNames">Their full names.</param>
    /// <param name="region">Their region.</param>
    /// <returns>The problem, or null when they are valid.</returns>
    public Problem? Stray(ValueList<string> serviceNames, string region) =>
        Actions.FirstOrDefault(action => !serviceNames.Any(service => ServiceActions.MayBeOf(action, service, region))) is { } stray
            ? Problems.ActionNotTested(stray, serviceNames)
            : null;

    /// <summary>The calls for a service; when none of the actions belongs to it, the calls that workloads usually need.</summary>
    /// <param name="serviceName">Its full name.</param>
    /// <param name="region">Its region.</param>
    /// <returns>The calls.</returns>
    internal ValueList<PolicyRequest> Of(string serviceName, string region)
    {
        var asked = Actions
            .Where(action => ServiceActions.MayBeOf(action, serviceName, region))
            .SelectMany(action => ResourcesOf(action).Select(resource => new PolicyRequest(action, resource)))
            .ToValueList();
        return (asked.Count > 0 ? asked : WorkloadCalls.Of(serviceName, region)).Each(call => call with { PrincipalArn = PrincipalArn });
    }

    private static bool IsAction(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && parts.All(part => part.Length > 0)
            && parts[0].All(letter => letter == '-' || IsLetter(letter) || IsDigit(letter))
            && parts[1].All(letter => letter is '*' or '?' || IsLetter(letter) || IsDigit(letter));
    }

    private static bool IsArn(string text)
    {
        var fields = text.Split([':'], 6);
        return fields.Length == 6
            && fields[0] == "arn"
            && fields[1].Length > 0
            && fields[2].Length > 0
            && fields[5].Length > 0
            && !text.Any(char.IsControl);
    }

    // Users, roles and accounts have ARNs of IAM, sessions have ARNs of STS.
    private static bool IsPrincipal(string text)
    {
        if (!IsArn(text) || text.IndexOfAny(['*', '?']) >= 0)
            return false;

        var fields = text.Split([':'], 6);
        return fields[2] is "iam" or "sts"
            && fields[3].Length == 0
            && fields[4].Length == 12
            && fields[4].All(IsDigit)
            && (fields[5] == "root" || fields[5].IndexOf('/') > 0);
    }

    private static bool IsLetter(char letter) => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';

    private ValueList<string> ResourcesOf(string action) => Resources.Count == 0 || ServiceActions.HasNoResource(action) ? AnyResource : Resources;
}
