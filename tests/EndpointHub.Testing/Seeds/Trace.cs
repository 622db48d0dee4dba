using System.Globalization;
using System.Text;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Testing.Seeds;

/// <summary>The requests to AWS with times and results as text, identical for two runs of the same seed.</summary>
internal static class Trace
{
    public static string Of(IEnumerable<RequestLogEntry> requests, DateTimeOffset begin)
    {
        var text = new StringBuilder();
        foreach (var request in requests)
        {
            var parameters = string.Join(' ', request.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(request.At - begin).TotalSeconds, 10:0.000} {request.Service}:{request.Action} {parameters} -> {request.Error ?? request.Status.ToString(CultureInfo.InvariantCulture)}\n"
            );
        }

        return text.ToString();
    }
}
