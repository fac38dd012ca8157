namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>Exit codes, the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A warning-level regression, if warnings fail.</summary>
    public const int Warning = 1;

    /// <summary>A failure-level regression.</summary>
    public const int Failure = 2;

    /// <summary>The benchmark could not run or is incomplete.</summary>
    public const int NotExecuted = 3;

    /// <summary>Inconclusive or not comparable, if that fails.</summary>
    public const int Inconclusive = 4;

    /// <summary>Invalid usage or configuration.</summary>
    public const int Usage = 64;

    public const int Cancelled = 130;
}
