using System.CommandLine;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>How long a command that follows a run waits for workers, or for a store that is unreachable or rejects writes.</summary>
internal static class WaitOption
{
    private const int Longest = 86_400;

    public static readonly TimeSpan Standard = TimeSpan.FromSeconds(60);

    public static Option<int?> Create() => ValueOptions.Count(
        "--wait",
        "SECONDS",
        $"How long to wait for a worker, the store or a full disk before giving up. [default: {Standard.TotalSeconds}]",
        0,
        Longest);

    public static TimeSpan Read(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option) is { } seconds ? TimeSpan.FromSeconds(seconds) : Standard;
}
