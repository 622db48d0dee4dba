namespace EndpointHub.Lab.Mutants;

/// <summary>A bug made on purpose, and the tests that have to notice it.</summary>
/// <param name="Bug">What is wrong with it.</param>
/// <param name="File">The file, from the root of the checkout.</param>
/// <param name="Right">The text of the file that is replaced; it has to stand there exactly once.</param>
/// <param name="Wrong">What it is replaced by.</param>
/// <param name="Tests">The project under <c>tests</c>.</param>
/// <param name="TestClass">The test class, by its bare name.</param>
public sealed record Mutant(string Bug, string File, string Right, string Wrong, string Tests, string TestClass)
{
    /// <summary>The file with the bug in it.</summary>
    /// <exception cref="InvalidOperationException">The text does not stand there exactly once: the sources have moved on, and the mutant has to follow.</exception>
    public string In(string source)
    {
        var at = source.IndexOf(Right, StringComparison.Ordinal);
        return at >= 0 && source.IndexOf(Right, at + 1, StringComparison.Ordinal) < 0
            ? source.Remove(at, Right.Length).Insert(at, Wrong)
            : throw new InvalidOperationException($"'{Bug}' does not apply: {File} has to hold this text exactly once: {Right}");
    }
}
