namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>A failure that a person can do something about: its message is one line that says what, where, and what to do.</summary>
internal abstract class PersonaException(string message, int exitCode, Exception? cause) : Exception(message, cause)
{
    public int ExitCode => exitCode;
}

/// <summary>Wrong usage or configuration: exit code 64.</summary>
internal sealed class UsageException(string message, Exception? cause = null)
    : PersonaException(message, Failures.ExitCode.Usage, cause);

/// <summary>The benchmark could not be executed or is incomplete: exit code 3.</summary>
internal sealed class ExecutionException(string message, Exception? cause = null)
    : PersonaException(message, Failures.ExitCode.NotExecuted, cause);

/// <summary>Stopped as asked, with something to say about it: exit code 130.</summary>
internal sealed class CancelledException(string message)
    : PersonaException(message, Failures.ExitCode.Cancelled, cause: null);
