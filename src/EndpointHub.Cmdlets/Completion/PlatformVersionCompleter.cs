namespace EndpointHub.Cmdlets.Completion;

/// <summary>Offers Fargate's platform versions, the newest first (Amazon ECS developer guide, Fargate platform versions).</summary>
public sealed class PlatformVersionCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
    [
        ("LATEST", "The newest: pulls through ecr.api and ecr.dkr"), ("1.4.0", "Pulls through ecr.api and ecr.dkr"), ("1.3.0", "Pulls through ecr.dkr alone"),
    ];
}
