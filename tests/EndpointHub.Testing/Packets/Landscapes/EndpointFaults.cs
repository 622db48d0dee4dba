using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Endpoints that do not serve.</summary>
internal static class EndpointFaults
{
    public static void Stop(Draft draft)
    {
        if (draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            draft.Put(draft.Pick(all) with { State = draft.Pick(["pending", "pendingAcceptance", "rejected", "failed", "deleting"]) });
    }

    /// <summary>What stands there is an endpoint of another type.</summary>
    public static void Remove(Draft draft)
    {
        if (draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface).ToList() is { Count: > 0 } all)
            draft.Put(draft.Pick(all) with { Kind = EndpointKind.Other });
    }
}
