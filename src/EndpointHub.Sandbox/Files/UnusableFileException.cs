namespace EndpointHub.Sandbox.Files;

/// <summary>A file that the command line names cannot be used. The message is one line that names the file and says why.</summary>
internal sealed class UnusableFileException(string message, Exception? inner = null) : IOException(message, inner);
