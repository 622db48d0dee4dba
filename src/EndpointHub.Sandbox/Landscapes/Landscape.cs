using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.Sandbox.Landscapes;

/// <summary>
/// Builds the initial content of a sandbox: nothing, the <c>seed</c> landscape, or the content of a state file. Afterwards all changes are settled
/// and the request log is empty.
/// </summary>
public static class Landscape
{
    /// <param name="sandbox">An empty sandbox.</param>
    /// <param name="name">
    /// <c>empty</c>, <c>seed</c>, or the path of a file written by <c>--state</c>, whose requests are repeated at their recorded instants.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The file cannot be used, or the sandbox's state file cannot be written.</exception>
    public static async Task BuildAsync(AwsSandbox sandbox, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        if (name == "empty")
            return;
        await sandbox.BuildAsync(() =>
        {
            if (name == "seed")
                return new SeedLandscape(sandbox).BuildAsync(cancellationToken);
            sandbox.Repeat(name);
            return Task.CompletedTask;
        });
    }
}
