using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>The steps that led to an object, as objects carry them through pipelines, variables and files.</summary>
/// <param name="Steps">The steps for people.</param>
/// <param name="Records">The same steps as <see cref="StepText"/> writes them.</param>
internal sealed record StepTrail(ValueList<string> Steps, ValueList<string> Records)
{
    /// <summary>No steps.</summary>
    public static StepTrail Empty { get; } = new(ValueList<string>.Empty, ValueList<string>.Empty);

    /// <summary>The trail of steps.</summary>
    public static StepTrail Of(IEnumerable<Step> steps)
    {
        var all = steps.ToList();
        return new StepTrail(all.Select(step => $"{step.Action}: {step.Description}").ToValueList(), all.Select(StepText.Format).ToValueList());
    }

    /// <summary>This trail and what came after it; what came to both in the same way stands there once.</summary>
    public StepTrail Then(StepTrail later) => new(
        Steps.Concat(later.Steps).Distinct(StringComparer.Ordinal).ToValueList(), Records.Concat(later.Records).Distinct(StringComparer.Ordinal).ToValueList());

    /// <summary>The steps, to predict with. They may come from a file, so nothing is ever done at AWS because of them.</summary>
    /// <param name="resource">What the object is about.</param>
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

    /// <summary>Steps without repetition: inputs that came the same way carry the same ones.</summary>
    public static ValueList<Step> Once(IEnumerable<Step> steps) =>
        steps.GroupBy(step => step.Key, StringComparer.Ordinal).Select(same => same.First()).ToValueList();

    /// <summary>A network as predicted steps would leave it.</summary>
    /// <param name="read">The network as it is.</param>
    /// <param name="predicted">The steps; null for none.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EndpointHubException">DryRunOutdated: the steps are about something that is not there any more.</exception>
    public static NetworkSnapshot After(NetworkSnapshot read, IEnumerable<Step>? predicted)
    {
        var network = read;
        foreach (var step in Once(predicted ?? []))
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
