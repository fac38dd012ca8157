namespace Persona.Bench.Cli.Failures;

/// <summary>What the process says to a script; the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A benchmark could not be executed or is incomplete.</summary>
    public const int NotExecuted = 3;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 64;

    public const int Cancelled = 130;
}
