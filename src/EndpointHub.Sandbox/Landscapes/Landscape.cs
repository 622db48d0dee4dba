using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.Sandbox.Landscapes;

/// <summary>
/// Builds the initial content of a sandbox: nothing, the <c>seed</c> landscape, or the content of a state file. Afterwards all changes are settled
/// and the request log is empty.
/// </summary>
public static class Landscape
{
    /// <param name="sandbox">An empty sandbox.</param>
    /// <param name="name"><c>empty</c>, <c>seed</c>, or the path of a file written by <c>--state</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task BuildAsync(AwsSandbox sandbox, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        if (name == "empty")
            return;
        sandbox.IsBuilding = true;
        if (name == "seed")
            await new SeedLandscape(sandbox).BuildAsync(cancellationToken);
        else
            await ReplayAsync(sandbox, name, cancellationToken);
        sandbox.IsBuilding = false;
        sandbox.Settle();
        sandbox.ClearRequests();
    }

    private static async Task ReplayAsync(AwsSandbox sandbox, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        foreach (var kept in StateFile.Read(file, out _))
            await sandbox.HandleAsync(kept.ToRequest(), cancellationToken);
    }
}
