using System.Reflection;
using System.Runtime.Loader;
using EndpointHub.Loader;

namespace EndpointHub.Tests.Loader;

public sealed class ModuleLoaderTests
{
    private const int Importers = 4;
    private const int Rounds = 300;

    /// <summary>
    /// An assembly that was requested too early stays missing for the life of the process, so that one process cannot repeat the test. The test
    /// checks the handler by which the runtime would find it instead, in many copies of the loader with separate static fields.
    /// </summary>
    [Fact]
    public void Concurrent_imports_wait_until_the_resolver_is_registered()
    {
        var copies = Enumerable
            .Range(0, Rounds)
            .Select(round => new AssemblyLoadContext($"copy {round}").LoadFromAssemblyPath(typeof(ModuleLoader).Assembly.Location))
            .ToList();
        var early = 0;
        using var round = new Barrier(Importers);
        var importers = Enumerable
            .Range(0, Importers)
            .Select(_ => new Thread(() =>
            {
                foreach (var copy in copies)
                {
                    var attach = copy.GetType(typeof(ModuleLoader).FullName!)!
                        .GetMethod(nameof(ModuleLoader.Attach))!
                        .CreateDelegate<Func<string?>>();
                    round.SignalAndWait();
                    attach();
                    if (Handlers(copy) == 0)
                        Interlocked.Increment(ref early);
                }
            }))
            .ToList();
        importers.ForEach(importer => importer.Start());
        importers.ForEach(importer => importer.Join());

        Assert.Equal(0, early);
        Assert.All(copies, copy => Assert.Equal(1, Handlers(copy)));
    }

    private static int Handlers(Assembly copy)
    {
        var field = typeof(AssemblyLoadContext).GetField("_resolving", BindingFlags.Instance | BindingFlags.NonPublic);
        var handlers = (Delegate?)Assert.IsType<FieldInfo>(field, exactMatch: false).GetValue(AssemblyLoadContext.Default);
        return handlers?.GetInvocationList().Count(handler => handler.Method.Module.Assembly == copy) ?? 0;
    }
}
