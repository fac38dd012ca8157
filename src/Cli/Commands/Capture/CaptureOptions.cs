using Persona.Bench.Cli.Execution.Planning;

namespace Persona.Bench.Cli.Commands.Capture;

/// <summary>What <c>capture</c> was asked to do: a run, and the file that its results become.</summary>
internal sealed record CaptureOptions
{
    public required RunOptions Run { get; init; }

    /// <summary>Null: <c>v&lt;persona version&gt;.yaml</c> in the folder of baselines.</summary>
    public string? Output { get; init; }

    /// <summary>Replace an existing file.</summary>
    public bool Force { get; init; }

    /// <summary>Succeed however many iterations failed.</summary>
    public bool AllowErrors { get; init; }
}
