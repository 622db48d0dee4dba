using System.Runtime.CompilerServices;
using EndpointHub.Errors;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// What commands have foretold of an object since a rehearsal returned it. In a real run a command that is given an old object reads what later
/// ones have done in the meantime; a rehearsal has done nothing that could be read, and its objects do not change. So
/// <c>$spokes | Disable-EndpointPrivateDns</c> and after it <c>$spokes | Remove-SpokeEndpoint</c> rehearse as they run.
/// </summary>
internal static class Rehearsal
{
    // By the object itself: two rehearsals of the same spoke are two stories.
    private static readonly ConditionalWeakTable<object, Foretelling> Foretold = new();

    /// <summary>Notes what a command has foretold of its input.</summary>
    /// <param name="record">The object it was given; anything that no command returned is nobody's later input.</param>
    /// <param name="steps">The steps it would take.</param>
    public static void Note(object? record, IEnumerable<Step> steps)
    {
        if (record is not (Hub or SpokeConnection or EndpointPath))
            return;

        var foretelling = Foretold.GetOrCreateValue(record);
        lock (foretelling)
            foretelling.Steps = PlannedWork.Once(foretelling.Steps.Concat(steps));
    }

    /// <summary>The steps that were foretold of an object since it was returned. They are for rehearsals only.</summary>
    /// <param name="record">The object.</param>
    /// <returns>The steps in their order.</returns>
    public static ValueList<Step> Of(object record)
    {
        if (!Foretold.TryGetValue(record, out var foretelling))
            return ValueList<Step>.Empty;

        lock (foretelling)
            return foretelling.Steps;
    }

    /// <summary>Ends the story of an object for which something has been done: from now on the present can be read.</summary>
    /// <param name="record">The object.</param>
    public static void Forget(object? record)
    {
        if (record is not null)
            Foretold.Remove(record);
    }

    /// <summary>A network as foretold steps would leave it.</summary>
    /// <param name="read">The network as it is.</param>
    /// <param name="foretold">The steps; null for none.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EndpointHubException">RehearsalOutdated: the steps are about something that is not there any more.</exception>
    public static NetworkSnapshot After(NetworkSnapshot read, IEnumerable<Step>? foretold)
    {
        var now = read;
        foreach (var step in PlannedWork.Once(foretold ?? []))
        {
            try
            {
                now = now.After(step);
            }
            catch (KeyNotFoundException gone)
            {
                throw new EndpointHubException(Problems.RehearsalOutdated(step.Subject, step.Description), gone);
            }
        }

        return now;
    }

    private sealed class Foretelling
    {
        public ValueList<Step> Steps { get; set; } = ValueList<Step>.Empty;
    }
}
