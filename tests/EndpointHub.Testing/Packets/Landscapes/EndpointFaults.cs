using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Unavailable endpoints.</summary>
internal static class EndpointFaults
{
    public static void Stop(LandscapeBuilder builder)
    {
        if (builder.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            builder.Put(builder.Pick(all) with { State = builder.Pick(["pending", "pendingAcceptance", "rejected", "failed", "deleting"]) });
    }

    /// <summary>The endpoint has another type.</summary>
    public static void Remove(LandscapeBuilder builder)
    {
        if (builder.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            builder.Put(builder.Pick(all) with { Kind = EndpointKind.Other });
    }
}
