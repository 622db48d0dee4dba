namespace EndpointHub.Aws.Generator.Models;

/// <summary>The structures that messages of one direction contain.</summary>
internal static class ReachableShapes
{
    public static HashSet<Shape> From(IEnumerable<Shape?> roots)
    {
        var found = new HashSet<Shape>();
        var pending = new Stack<Shape>(roots.OfType<Shape>());
        while (pending.Count > 0)
        {
            var shape = pending.Pop();
            if (!found.Add(shape))
                continue;
            foreach (var member in shape.Members)
                pending.Push(member.Shape);
            if (shape.Item is { } item)
                pending.Push(item.Shape);
        }

        return found;
    }
}
