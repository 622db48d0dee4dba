namespace EndpointHub.Sandbox.Wire;

/// <summary>Finds an operation of a REST protocol by method and path, and reads the members in the path.</summary>
internal static class RestPath
{
    /// <summary>Returns the operation and the members in its path; the operation is null if none has such a path.</summary>
    public static (WireOperation? Operation, WireNode Labels) Find(IEnumerable<WireOperation> operations, WireHttpRequest request)
    {
        var steps = Steps(request.Path);
        foreach (var operation in operations.Where(operation => operation.Method == request.Method))
        {
            if (Match(Steps(operation.RequestUri), steps) is { } labels)
                return (operation, labels);
        }

        return (null, WireNode.Root());
    }

    private static string[] Steps(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static WireNode? Match(string[] pattern, string[] steps)
    {
        if (pattern.Length != steps.Length)
            return null;
        var labels = WireNode.Root();
        foreach (var (expected, step) in pattern.Zip(steps))
        {
            if (expected[0] == '{')
                labels.Add(expected.Trim('{', '}')).Text = Uri.UnescapeDataString(step);
            else if (expected != step)
                return null;
        }

        return labels;
    }
}
