namespace EndpointHub.Testing.Mutants;

/// <summary>A bug made on purpose, and what has to notice it.</summary>
/// <param name="Bug">What is wrong with it.</param>
/// <param name="File">The file, from the root of the checkout.</param>
/// <param name="Right">The text of the file that is replaced; it has to stand there exactly once.</param>
/// <param name="Wrong">What it is replaced by.</param>
/// <param name="Catcher">What has to notice it.</param>
internal sealed record Mutant(string Bug, string File, string Right, string Wrong, Catcher Catcher)
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

/// <summary>What has to notice a bug.</summary>
/// <param name="Project">The project under <c>tests</c> that it is in.</param>
internal abstract record Catcher(string Project);

/// <summary>The tests of a class.</summary>
/// <param name="Project">Their project.</param>
/// <param name="TestClass">The class, by its bare name.</param>
internal sealed record TestCatcher(string Project, string TestClass) : Catcher(Project);

/// <summary>A judge of random landscapes.</summary>
/// <param name="Verb">The lab's verb.</param>
/// <param name="Landscapes">How many landscapes there are to notice it in.</param>
internal abstract record LandscapeCatcher(string Verb, int Landscapes) : Catcher("EndpointHub.Lab");

/// <summary>Real packets in random landscapes: the lab's <c>packets</c>.</summary>
/// <param name="Landscapes">How many landscapes there are to notice it in.</param>
internal sealed record PacketCatcher(int Landscapes) : LandscapeCatcher("packets", Landscapes);

/// <summary>A real DNS server for random landscapes: the lab's <c>names</c>.</summary>
/// <param name="Landscapes">How many landscapes there are to notice it in.</param>
internal sealed record NameCatcher(int Landscapes) : LandscapeCatcher("names", Landscapes);
