using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Files.Baselines;

/// <summary>One file in the baselines folder.</summary>
public abstract record BaselineListing
{
    private BaselineListing()
    {
    }

    /// <summary>The file name without its extension; commands use it as the baseline's name.</summary>
    public required string Name { get; init; }

    public required string Path { get; init; }

    public sealed record Readable(Baseline Baseline, IReadOnlyList<string> Warnings) : BaselineListing;

    /// <summary>A file that is not a valid baseline.</summary>
    /// <param name="Error">One line with file and line.</param>
    public sealed record Unreadable(string Error) : BaselineListing;
}
