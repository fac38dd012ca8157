using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Tests.Iterations;

/// <summary>A worker's folder with one input file.</summary>
internal sealed class InputFolder : IDisposable
{
    public const string Name = "survey.csv";

    public string Path { get; } = Directory.CreateTempSubdirectory("persona-bench-").FullName;

    public void Write(string text) => File.WriteAllText(System.IO.Path.Combine(Path, Name), text);

    /// <summary>The data shipped with the product, as a file.</summary>
    public void WriteShipped()
    {
        using var shipped = ShippedInputs.Open("shipped:bike-share-survey.csv");
        using var file = File.Create(System.IO.Path.Combine(Path, Name));
        shipped.CopyTo(file);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
