namespace EndpointHub.Cmdlets.Completion;

/// <summary>Completes Fargate platform versions, the latest first (Amazon ECS developer guide, Fargate platform versions).</summary>
public sealed class PlatformVersionCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        [
            ("LATEST", "The latest version. Pulls images through ecr.api and ecr.dkr"),
            ("1.4.0", "Pulls images through ecr.api and ecr.dkr"),
            ("1.3.0", "Pulls images through ecr.dkr only"),
        ];
}
