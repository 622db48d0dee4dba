using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

/// <summary>Associations of private zones with VPCs, and authorizations for VPCs of other accounts.</summary>
internal sealed class Associations(Call call) : ZoneHandler(call)
{
    private const int AuthorizationsPerZone = 1000;

    /// <summary>Not idempotent: associating the same zone again raises ConflictingDomainExists.</summary>
    public AssociateVPCWithHostedZoneResponse AssociateVPCWithHostedZone(string hostedZoneId, VPC vpc, string? comment)
    {
        var zone = AnyZone(hostedZoneId);
        if (zone.IsManaged)
            throw new AwsException("AccessDenied", "The hosted zone is managed by a service.", 403);
        if (!zone.IsPrivate)
            throw new AwsException("PublicZoneVPCAssociation", "You're trying to associate a VPC with a public hosted zone.");
        var target = Vpc(vpc);
        RequireOwn(target);
        if (zone.Owner != Account && !zone.Authorizations.Contains(target))
            throw new AwsException("NotAuthorizedException", "Associating the specified VPC with the specified hosted zone has not been authorized.");
        if (World.Zones.Owner(target.Id, zone.Name) is not null)
        {
            throw new AwsException(
                "ConflictingDomainExists",
                $"The VPC that you chose, {target.Id} in region {target.Region}, is already associated with another private hosted zone that has an overlapping name space, {zone.Name}."
            );
        }

        if (zone.Vpcs.Count >= Rules.VpcsPerZone)
            throw new AwsException("LimitsExceeded", $"A hosted zone can be associated with at most {Rules.VpcsPerZone} VPCs.");
        zone.Vpcs.Add(target);
        return new()
        {
            ChangeInfo = Change(
                zone,
                comment,
                () =>
                {
                    if (zone.Vpcs.Contains(target))
                        World.Dns.Give(World.Now, target.Id, zone.Source);
                }
            ),
        };
    }

    /// <summary>Both the zone's owner and the VPC's owner can disassociate. The last VPC of a zone cannot be disassociated.</summary>
    public DisassociateVPCFromHostedZoneResponse DisassociateVPCFromHostedZone(string hostedZoneId, VPC vpc, string? comment)
    {
        var zone = AnyZone(hostedZoneId);
        var target = Vpc(vpc);
        if (zone.IsManaged)
            throw new AwsException("AccessDenied", "The hosted zone is managed by a service.", 403);
        if (zone.Owner != Account)
            RequireOwn(target);
        if (!zone.Vpcs.Contains(target))
        {
            throw new AwsException(
                "VPCAssociationNotFound",
                $"The specified VPC {target.Id} and hosted zone {zone.Id} are not currently associated."
            );
        }

        if (zone.Vpcs.Count == 1)
        {
            throw new AwsException(
                "LastVPCAssociation",
                $"The VPC that you're trying to disassociate from the private hosted zone {zone.Id} is the last VPC that is associated with it."
            );
        }

        zone.Vpcs.Remove(target);
        return new()
        {
            ChangeInfo = Change(
                zone,
                comment,
                () =>
                {
                    if (!zone.Vpcs.Contains(target))
                        World.Dns.Take(World.Now, target.Id, zone.Id);
                }
            ),
        };
    }

    public CreateVPCAssociationAuthorizationResponse CreateVPCAssociationAuthorization(string hostedZoneId, VPC vpc)
    {
        var zone = OwnZone(hostedZoneId);
        if (!zone.IsPrivate)
            throw Input("Only private hosted zones can be associated with a VPC.");
        var target = Vpc(vpc);
        if (!target.Id.StartsWith("vpc-", StringComparison.Ordinal))
            throw new AwsException("InvalidVPCId", $"The VPC ID {target.Id} is invalid.");
        if (!zone.Authorizations.Contains(target))
        {
            if (zone.Authorizations.Count >= AuthorizationsPerZone)
            {
                throw new AwsException(
                    "TooManyVPCAssociationAuthorizations",
                    $"A hosted zone can have at most {AuthorizationsPerZone} authorizations."
                );
            }

            zone.Authorizations.Add(target);
        }

        return new() { HostedZoneId = zone.Id, VPC = vpc };
    }

    /// <summary>Deletes the authorization; an existing association stays.</summary>
    public void DeleteVPCAssociationAuthorization(string hostedZoneId, VPC vpc)
    {
        var target = Vpc(vpc);
        if (!OwnZone(hostedZoneId).Authorizations.Remove(target))
        {
            throw new AwsException(
                "VPCAssociationAuthorizationNotFound",
                $"The VPC {target.Id} that you specified is not authorized to be associated with the hosted zone."
            );
        }
    }

    public ListVPCAssociationAuthorizationsResponse ListVPCAssociationAuthorizations(string hostedZoneId, string? nextToken, string? maxResults)
    {
        var zone = OwnZone(hostedZoneId);
        var (page, next) = Page(zone.Authorizations, nextToken, Size(maxResults, most: 50));
        return new()
        {
            HostedZoneId = zone.Id,
            VPCs = [.. page.Select(Describe)],
            NextToken = next,
        };
    }

    /// <summary>Lists all zones associated with the VPC, whichever account owns them, including the managed zones of endpoints.</summary>
    public ListHostedZonesByVPCResponse ListHostedZonesByVPC(string vPCId, string vPCRegion, string? maxItems, string? nextToken)
    {
        if (!World.Network(Account, vPCRegion).Vpcs.Has(vPCId))
            throw new AwsException("AccessDenied", $"The VPC {vPCId} is not yours.", 403);
        var size = Size(maxItems);
        var (page, next) = Page([.. World.Zones.Of(vPCId)], nextToken, size);
        return new()
        {
            HostedZoneSummaries =
            [
                .. page.Select(z => new HostedZoneSummary
                {
                    HostedZoneId = z.Id,
                    Name = Dns.DnsName.Escaped(z.Name),
                    Owner = new() { OwningAccount = z.IsManaged ? null : z.Owner, OwningService = z.IsManaged ? z.Owner : null },
                }),
            ],
            MaxItems = size.ToString(CultureInfo.InvariantCulture),
            NextToken = next,
        };
    }

    private static (List<T> Items, string? Next) Page<T>(List<T> all, string? token, int size)
    {
        if (!PageToken.TryRead(token, out var start))
        {
            throw new AwsException(
                "InvalidPaginationToken",
                "The value that you specified to get the second or subsequent page of results is invalid."
            );
        }

        return ([.. all.Skip(start).Take(size)], start + size < all.Count ? PageToken.At(start + size) : null);
    }
}
