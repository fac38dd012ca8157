namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>What the process says to a script; the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A regression at the warning level, where warnings fail.</summary>
    public const int Warning = 1;

    /// <summary>A regression at the failure level.</summary>
    public const int Failure = 2;

    /// <summary>A benchmark could not be executed or is incomplete.</summary>
    public const int NotExecuted = 3;

    /// <summary>Inconclusive or not comparable, where that fails.</summary>
    public const int Inconclusive = 4;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 64;

    public const int Cancelled = 130;
}
