using Amazon.Route53;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for private zones, their records and their associations with VPCs.</summary>
internal static class ZoneCalls
{
    private const string AlreadyExists = "HostedZoneAlreadyExists";
    private const string Conflict = "ConflictingDomainExists";
    private static readonly string[] Busy = ["PriorRequestNotComplete", "ConcurrentModification"];

    // Route 53 accepts a caller reference once, even if its zone is deleted. It also refuses a second zone of the same name in a VPC, so that
    // two runs make one zone whatever their references are.
    public static async Task CreateAsync(CreateZone step, StepCall call)
    {
        for (var generation = 0; !await TryCreateAsync(step, generation, call); generation++) { }
    }

    private static async Task<bool> TryCreateAsync(CreateZone step, int generation, StepCall call)
    {
        try
        {
            var answer = await call.WhileRefusedAsync(
                Pace.PriorRequest,
                Busy,
                () =>
                    call.Apis.Route53.CreateHostedZoneAsync(
                        new Route53.CreateHostedZoneRequest
                        {
                            Name = step.Name,
                            VPC = Vpc(step.Vpc),
                            CallerReference = ClientToken.Of(step, step.Comment, generation),
                            HostedZoneConfig = new Route53.HostedZoneConfig { Comment = step.Comment, PrivateZone = true },
                        },
                        call.CancellationToken
                    )
            );
            call.Created = SdkMapping.BareId(answer.HostedZone!.Id!);
            call.ChangeId = answer.ChangeInfo?.Id;
            return true;
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is AlreadyExists or Conflict)
        {
            // Another run, or an earlier attempt whose response was lost, has created it, or a zone of the same name is associated with the VPC.
            var associated =
                refused.ErrorCode == Conflict
                    ? await call.FindAsync(Pace.Visible, () => call.Zones.FindAsync(call.Apis, step.Vpc, step.Name))
                    : await call.Zones.FindAsync(call.Apis, step.Vpc, step.Name);
            call.Created = associated is { IsManaged: false } && await IsOwnAsync(step, associated.Id, call) ? associated.Id : null;
            if (call.Created is not null)
                return true;
            if (associated is { IsManaged: false })
            {
                throw new StepFailure(
                    Problems.ForeignZone(associated.ToZone(), step.Vpc.VpcId, target: null, ValueList<string>.Empty),
                    mayHaveTakenEffect: false,
                    refused
                );
            }
            if (refused.ErrorCode == Conflict || generation + 1 >= ClientToken.Generations)
                throw;
            return false;
        }
    }

    public static async Task DeleteAsync(DeleteZone step, StepCall call)
    {
        try
        {
            await call.WhileRefusedAsync(
                Pace.PriorRequest,
                Busy,
                () => call.Apis.Route53.DeleteHostedZoneAsync(new Route53.DeleteHostedZoneRequest { Id = step.ZoneId }, call.CancellationToken)
            );
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode == "NoSuchHostedZone")
        {
            // The resource is deleted already.
        }
    }

    public static async Task ChangeAsync(ChangeRecords step, StepCall call)
    {
        var changes = step
            .Deletions.Select(record => Change(ChangeAction.DELETE, record))
            .Concat(step.Upserts.Select(record => Change(ChangeAction.UPSERT, record)));
        var answer = await call.WhileRefusedAsync(
            Pace.PriorRequest,
            Busy,
            () =>
                call.Apis.Route53.ChangeResourceRecordSetsAsync(
                    new Route53.ChangeResourceRecordSetsRequest
                    {
                        HostedZoneId = step.ZoneId,
                        ChangeBatch = new Route53.ChangeBatch { Changes = [.. changes] },
                    },
                    call.CancellationToken
                )
        );
        call.ChangeId = answer.ChangeInfo?.Id;
    }

    public static async Task AssociateAsync(AssociateZone step, StepCall call)
    {
        var since = call.Clock.GetUtcNow();
        while (true)
        {
            if (call.ExpectsZoneRemoval)
                await WaitUntilRemovedAsync(step, call, since);
            try
            {
                var answer = await call.WhileRefusedAsync(
                    Pace.PriorRequest,
                    Busy,
                    () =>
                        call.Apis.Route53.AssociateVPCWithHostedZoneAsync(
                            new Route53.AssociateVPCWithHostedZoneRequest { HostedZoneId = step.ZoneId, VPC = Vpc(step.Vpc) },
                            call.CancellationToken
                        )
                );
                call.ChangeId = answer.ChangeInfo?.Id;
                return;
            }
            catch (AmazonServiceException refused) when (refused.ErrorCode == Conflict)
            {
                // AWS uses this code if this zone is associated already, if another zone is, or if an endpoint's managed zone is.
                var associated = await call.Zones.FindAsync(call.Apis, step.Vpc, step.ZoneName);
                if (associated?.Id == step.ZoneId)
                    return;
                if (associated is { IsManaged: false })
                {
                    throw new StepFailure(
                        Problems.ForeignZone(associated.ToZone(), step.Vpc.VpcId, target: null, ValueList<string>.Empty),
                        mayHaveTakenEffect: false,
                        refused
                    );
                }
                if (!call.ExpectsZoneRemoval || call.Clock.GetUtcNow() - since >= Pace.BlockingZone.Limit)
                    throw;
            }
        }
    }

    private static async Task WaitUntilRemovedAsync(AssociateZone step, StepCall call, DateTimeOffset since)
    {
        while (
            await call.Zones.FindAsync(call.Apis, step.Vpc, step.ZoneName) is { IsManaged: true }
            && call.Clock.GetUtcNow() - since < Pace.BlockingZone.Limit
        )
        {
            call.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public static async Task DisassociateAsync(DisassociateZone step, StepCall call)
    {
        try
        {
            var answer = await call.WhileRefusedAsync(
                Pace.PriorRequest,
                Busy,
                () =>
                    call.Apis.Route53.DisassociateVPCFromHostedZoneAsync(
                        new Route53.DisassociateVPCFromHostedZoneRequest { HostedZoneId = step.ZoneId, VPC = Vpc(step.Vpc) },
                        call.CancellationToken
                    )
            );
            call.ChangeId = answer.ChangeInfo?.Id;
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode == "VPCAssociationNotFound")
        {
            // The zone is disassociated already.
        }
    }

    private static Route53.VPC Vpc(ZoneVpc vpc) => new() { VPCId = vpc.VpcId, VPCRegion = vpc.Region };

    private static Route53.Change Change(ChangeAction action, ZoneRecord record) =>
        new()
        {
            Action = action,
            ResourceRecordSet = new Route53.ResourceRecordSet
            {
                Name = record.Name,
                Type = record.Type,
                AliasTarget = new Route53.AliasTarget
                {
                    // Only alias records are planned, because a snapshot does not contain the TTL of other records.
                    DNSName = record.Alias?.DnsName ?? throw new NotSupportedException($"{record.Name} {record.Type} is not an alias record."),
                    HostedZoneId = record.Alias.HostedZoneId,
                    EvaluateTargetHealth = false,
                },
            },
        };

    private static async Task<bool> IsOwnAsync(CreateZone step, string zoneId, StepCall call)
    {
        var zone = await call.Apis.Route53.GetHostedZoneAsync(new Route53.GetHostedZoneRequest { Id = zoneId }, call.CancellationToken);
        return zone.HostedZone?.Config?.Comment == step.Comment;
    }
}
