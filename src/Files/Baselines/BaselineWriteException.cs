using System.Diagnostics.CodeAnalysis;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Baselines;

/// <summary>A baseline file could not be written; nothing was left behind. The message is one line.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error needs its file.")]
[SuppressMessage("Roslynator", "RCS1194:Implement exception constructors", Justification = "An error needs its file.")]
public sealed class BaselineWriteException : ConfigurationException
{
    internal BaselineWriteException(string path, string problem, Exception? innerException = null)
        : base($"{Printable.Line(path, 400)}: {problem}", innerException) => Path = path;

    public string Path { get; }
}
