using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of calls that AWS refused or did not complete.</content>
internal static partial class Problems
{
    /// <summary>AWS refused a call.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <param name="message">AWS's message.</param>
    /// <returns>The problem.</returns>
    public static Problem CallRefused(string resource, string action, string code, string message) =>
        new(
            nameof(CallRefused),
            Failed,
            resource,
            $"{action} was refused by AWS with {code}: {message}",
            "Correct the cause and run the same command again: it continues where it stopped."
        );

    /// <summary>The account may have no more of something.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <param name="quota">The quota's name, as Service Quotas has it.</param>
    /// <param name="quotas">Shows the quota.</param>
    /// <returns>The problem.</returns>
    public static Problem QuotaReached(string resource, string action, string code, string quota, CommandLine quotas) =>
        new(
            nameof(QuotaReached),
            Failed,
            resource,
            $"{action} was refused by AWS with {code}: the quota '{quota}' is used up.",
            "Ask AWS for more in Service Quotas, or delete what is no longer needed. Then run the same command again: it continues where it stopped."
        )
        {
            CommandLine = quotas,
        };

    /// <summary>AWS does not allow a call to the caller.</summary>
    /// <param name="resource">What the call was about.</param>
    /// <param name="action">The API action.</param>
    /// <param name="code">AWS's error code.</param>
    /// <returns>The problem.</returns>
    public static Problem NotPermitted(string resource, string action, string code) =>
        new(
            nameof(NotPermitted),
            PermissionDenied,
            resource,
            $"the credentials in use are not allowed to call {action} ({code}).",
            $"Allow {action} to this role, then run the same command again: it continues where it stopped."
        )
        {
            CommandLine = Aws($"sts get-caller-identity"),
        };

    /// <summary>AWS could not be reached.</summary>
    /// <param name="action">The API action.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem Unreachable(string action, string reason) =>
        new(
            nameof(Unreachable),
            Failed,
            action,
            $"AWS did not answer: {reason}",
            "Check the network, -Region and -EndpointUrl, then run the same command again."
        );

    /// <summary>A change was made and did not come to its end in time.</summary>
    /// <param name="resource">What did not settle.</param>
    /// <param name="awaited">What was waited for.</param>
    /// <param name="limit">How long.</param>
    /// <returns>The problem.</returns>
    public static Problem NotSettled(string resource, string awaited, TimeSpan limit) =>
        new(
            nameof(NotSettled),
            Failed,
            resource,
            FormattableString.Invariant($"{awaited} did not come within {limit.TotalSeconds:0} s."),
            "Check the resource in AWS; running the same command again continues where it stopped."
        );

    /// <summary>AWS had not completed a change when the time limit of -TimeoutSeconds passed. AWS goes on with it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="state">The state that AWS reported last.</param>
    /// <param name="change">The change.</param>
    /// <param name="limit">The time limit.</param>
    /// <returns>The problem.</returns>
    public static Problem StillSettling(string resource, string state, string change, TimeSpan limit) =>
        new(
            nameof(StillSettling),
            Failed,
            resource,
            FormattableString.Invariant($"is {state} after the {limit.TotalSeconds:0} s of -TimeoutSeconds: {change}. AWS goes on with it."),
            "Run the same command again: it waits for what is in progress, and continues where it stopped."
        );

    /// <summary>A change was not begun, because the time limit of -TimeoutSeconds had passed.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="change">The change.</param>
    /// <param name="limit">The time limit.</param>
    /// <returns>The problem.</returns>
    public static Problem NotBegun(string resource, string change, TimeSpan limit) =>
        new(
            nameof(NotBegun),
            Failed,
            resource,
            FormattableString.Invariant($"is unchanged, because the {limit.TotalSeconds:0} s of -TimeoutSeconds had passed: {change}."),
            "Run the same command again: it continues where it stopped."
        );

    /// <summary>An endpoint came to an end instead of to life.</summary>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="state">Its state.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointFailed(string endpointId, string state) =>
        new(
            nameof(EndpointFailed),
            Failed,
            endpointId,
            $"came to state {state}.",
            "Read the endpoint's failure reason, delete it, and run the same command again."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-endpoints --vpc-endpoint-ids {endpointId}"),
        };

    /// <summary>A peering came to an end instead of to life.</summary>
    /// <param name="peeringId">The peering.</param>
    /// <param name="state">Its state.</param>
    /// <returns>The problem.</returns>
    public static Problem PeeringFailed(string peeringId, string state) =>
        new(
            nameof(PeeringFailed),
            Failed,
            peeringId,
            $"came to state {state}; AWS gives overlapping addresses, a wrong account or a wrong region as the reason.",
            "Check both VPCs' addresses and owners, then run the same command again."
        )
        {
            CommandLine = Aws($"ec2 describe-vpc-peering-connections --vpc-peering-connection-ids {peeringId}"),
        };

    /// <summary>A change was sent, and whether it is complete could not be read.</summary>
    /// <param name="resource">The resource of the change.</param>
    /// <param name="change">The change.</param>
    /// <param name="reason">The call that failed, and how.</param>
    /// <param name="command">Shows the resource; null where its id is not known.</param>
    /// <returns>The problem.</returns>
    public static Problem NotConfirmed(string resource, string change, string reason, CommandLine? command) =>
        new(
            nameof(NotConfirmed),
            Failed,
            resource,
            $"it could not be confirmed that AWS has completed this change: {change}. {NameAnswers.Sentence(reason)}",
            "Run the same command again: it reads the network and continues where it stopped."
        )
        {
            CommandLine = command,
        };

    /// <summary>A cut-over could not be completed and was taken back.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="gap">The longest time without a private answer; zero where no name lost its answer.</param>
    /// <returns>The problem.</returns>
    public static Problem CutoverTakenBack(string vpcId, NameAnswers names, string reason, TimeSpan gap) =>
        new(
            nameof(CutoverTakenBack),
            Failed,
            vpcId,
            $"the cut-over could not be completed and was reverted. {NameAnswers.Capitalized(names.ToString())}{Gap(gap)} The cause: {NameAnswers.Sentence(reason)}",
            "Correct the cause and run the same command again."
        );

    /// <summary>A cut-over could neither be completed nor be reverted in time.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="since">When the first of them lost its answer (UTC).</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="obstacle">The calls of the reversal that failed, and how.</param>
    /// <param name="command">What completes the reversal.</param>
    /// <returns>The problem.</returns>
    public static Problem CutoverStuck(string vpcId, NameAnswers names, DateTimeOffset since, string reason, string obstacle, CommandLine? command) =>
        new(
            nameof(CutoverStuck),
            Failed,
            vpcId,
            $"{names} This began at {At(since)}. The cut-over could not be completed: {NameAnswers.Sentence(reason)} It could not be reverted either: {NameAnswers.Sentence(obstacle)}",
            "Run the command at once: it lets the VPC's own endpoints answer again. Then correct the cause."
        )
        {
            CommandLine = command,
        };

    /// <summary>A return could not be completed and was taken back.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="gap">The longest time without a private answer; zero where no name lost its answer.</param>
    /// <returns>The problem.</returns>
    public static Problem ReturnTakenBack(string vpcId, NameAnswers names, string reason, TimeSpan gap) =>
        new(
            nameof(ReturnTakenBack),
            Failed,
            vpcId,
            $"the cut-over could not be reverted, and the hub's zones were associated again. {NameAnswers.Capitalized(names.ToString())}{Gap(gap)} The cause: {NameAnswers.Sentence(reason)}",
            "Correct the cause and run the same command again."
        );

    /// <summary>A return could neither be completed nor be reverted in time.</summary>
    /// <param name="vpcId">The spoke.</param>
    /// <param name="names">Where the spoke's names resolve to now.</param>
    /// <param name="since">When the first of them lost its answer (UTC).</param>
    /// <param name="reason">The calls that failed, and how.</param>
    /// <param name="obstacle">The calls that failed when the zones were to be associated again, and how.</param>
    /// <param name="command">What lets the hub answer again.</param>
    /// <returns>The problem.</returns>
    public static Problem ReturnStuck(string vpcId, NameAnswers names, DateTimeOffset since, string reason, string obstacle, CommandLine? command) =>
        new(
            nameof(ReturnStuck),
            Failed,
            vpcId,
            $"{names} This began at {At(since)}. The cut-over could not be reverted: {NameAnswers.Sentence(reason)} The hub's zones could not be associated again either: {NameAnswers.Sentence(obstacle)}",
            "Run the command at once: it lets the hub answer again. Then correct the cause."
        )
        {
            CommandLine = command,
        };
}
