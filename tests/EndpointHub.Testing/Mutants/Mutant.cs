namespace EndpointHub.Testing.Mutants;

/// <summary>A deliberate bug, and what must detect it.</summary>
/// <param name="Bug">The mistake.</param>
/// <param name="File">The file, relative to the root of the checkout.</param>
/// <param name="Right">The text to replace; the file must contain it exactly once.</param>
/// <param name="Wrong">The replacement.</param>
/// <param name="Detector">What must detect it.</param>
internal sealed record Mutant(string Bug, string File, string Right, string Wrong, Detector Detector)
{
    /// <summary>The content of the file with the bug. Spaces and line breaks do not count, because the formatter decides about them.</summary>
    /// <exception cref="InvalidOperationException">
    /// The file does not contain the text exactly once: the source has changed, and the mutant must be adapted.
    /// </exception>
    public string In(string source)
    {
        var characters = source.Index().Where(character => !char.IsWhiteSpace(character.Item)).ToList();
        var compact = string.Concat(characters.Select(character => character.Item));
        var right = string.Concat(Right.Where(character => !char.IsWhiteSpace(character)));
        var at = compact.IndexOf(right, StringComparison.Ordinal);
        if (at < 0 || compact.IndexOf(right, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"'{Bug}' does not apply: {File} must contain this text exactly once: {Right}");

        var (start, end) = (characters[at].Index, characters[at + right.Length - 1].Index + 1);
        return source.Remove(start, end - start).Insert(start, Wrong);
    }
}

/// <summary>What must detect a bug.</summary>
/// <param name="Project">Its project under <c>tests</c>.</param>
internal abstract record Detector(string Project);

/// <summary>The tests of a class.</summary>
/// <param name="Project">Their project.</param>
/// <param name="TestClass">The name of the class without its namespace.</param>
internal sealed record TestDetector(string Project, string TestClass) : Detector(Project);

/// <summary>An oracle that compares random landscapes with the path test.</summary>
/// <param name="Verb">The lab's verb.</param>
/// <param name="Landscapes">The number of landscapes in which the bug must show.</param>
internal abstract record LandscapeDetector(string Verb, int Landscapes) : Detector("EndpointHub.Lab");

/// <summary>Real packets in random landscapes: the lab's <c>packets</c>.</summary>
/// <param name="Landscapes">The number of landscapes in which the bug must show.</param>
internal sealed record PacketDetector(int Landscapes) : LandscapeDetector("packets", Landscapes);

/// <summary>A real DNS server for random landscapes: the lab's <c>names</c>.</summary>
/// <param name="Landscapes">The number of landscapes in which the bug must show.</param>
internal sealed record NameDetector(int Landscapes) : LandscapeDetector("names", Landscapes);
