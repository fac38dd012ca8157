namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>A failure that the user can act on. Its message is one line: what, where, and what to do.</summary>
internal abstract class PersonaException(string message, int exitCode, Exception? cause) : Exception(message, cause)
{
    public int ExitCode => exitCode;
}

/// <summary>Invalid usage or configuration: exit code 64.</summary>
internal sealed class UsageException(string message, Exception? cause = null)
    : PersonaException(message, Failures.ExitCode.Usage, cause);

/// <summary>The benchmark could not run or is incomplete: exit code 3.</summary>
internal sealed class ExecutionException(string message, Exception? cause = null)
    : PersonaException(message, Failures.ExitCode.NotExecuted, cause);

/// <summary>Stopped on request, with a message: exit code 130.</summary>
internal sealed class CancelledException(string message)
    : PersonaException(message, Failures.ExitCode.Cancelled, cause: null);
