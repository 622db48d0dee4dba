using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The steps that led to an object. Objects contain them in pipelines, variables and files.</summary>
/// <param name="Steps">The steps as readable text.</param>
/// <param name="Records">The same steps as records, as <see cref="StepText"/> formats them.</param>
internal sealed record StepTrail(ValueList<string> Steps, ValueList<string> Records)
{
    /// <summary>Gets an empty trail.</summary>
    public static StepTrail Empty { get; } = new(ValueList<string>.Empty, ValueList<string>.Empty);

    /// <summary>Creates a trail from steps.</summary>
    public static StepTrail Of(IEnumerable<Step> steps)
    {
        var all = steps.ToList();
        return new StepTrail(
            all.Select(step => DisplayText.Escape($"{step.Action}: {step.Description}")).ToValueList(),
            all.Select(StepText.Format).ToValueList()
        );
    }

    /// <summary>Returns this trail followed by another one. Steps in both occur once.</summary>
    public StepTrail Then(StepTrail later) =>
        new(
            Steps.Concat(later.Steps).Distinct(StringComparer.Ordinal).ToValueList(),
            Records.Concat(later.Records).Distinct(StringComparer.Ordinal).ToValueList()
        );

    /// <summary>Parses the steps for predictions. They may come from a file, so no AWS call is ever made because of them.</summary>
    /// <param name="resource">The resource of the object.</param>
    /// <exception cref="EndpointHubException">StepRecordMalformed.</exception>
    public ValueList<Step> Read(string resource)
    {
        try
        {
            return Records.Select(StepText.Parse).ToValueList();
        }
        catch (FormatException malformed)
        {
            throw new EndpointHubException(Problems.StepRecordMalformed(resource, malformed.Message), malformed);
        }
    }

    /// <summary>Removes duplicate steps. Inputs from the same pipeline have the same steps.</summary>
    public static ValueList<Step> Distinct(IEnumerable<Step> steps) =>
        steps.GroupBy(step => step.Key, StringComparer.Ordinal).Select(same => same.First()).ToValueList();

    /// <summary>Returns the network after predicted steps.</summary>
    /// <param name="read">The network as it is.</param>
    /// <param name="predicted">The steps; null for none.</param>
    /// <returns>The predicted network.</returns>
    /// <exception cref="EndpointHubException">DryRunOutdated: a step refers to a resource that does not exist any more.</exception>
    public static NetworkSnapshot After(NetworkSnapshot read, IEnumerable<Step>? predicted)
    {
        var network = read;
        foreach (var step in Distinct(predicted ?? []))
        {
            try
            {
                network = network.After(step);
            }
            catch (KeyNotFoundException gone)
            {
                throw new EndpointHubException(Problems.DryRunOutdated(step.Subject, step.Description), gone);
            }
        }

        return network;
    }
}
