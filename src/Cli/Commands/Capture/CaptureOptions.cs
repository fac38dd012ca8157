using Persona.Bench.Cli.Execution.Planning;

namespace Persona.Bench.Cli.Commands.Capture;

/// <summary>The options of <c>capture</c>: those of a run, and the file for its results.</summary>
internal sealed record CaptureOptions
{
    public required RunOptions Run { get; init; }

    /// <summary>Null: <c>v&lt;persona version&gt;.yaml</c> in the baselines folder.</summary>
    public string? Output { get; init; }

    /// <summary>Replace an existing file.</summary>
    public bool Force { get; init; }

    /// <summary>Succeed no matter how many iterations failed.</summary>
    public bool AllowErrors { get; init; }
}
