using System.Diagnostics.CodeAnalysis;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Yaml;

/// <summary>A YAML file cannot be used. The message is one line, <c>file:line:column: key.path: what is wrong</c>.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error needs its location.")]
[SuppressMessage("Roslynator", "RCS1194:Implement exception constructors", Justification = "An error needs its location.")]
public sealed class YamlFileException : ConfigurationException
{
    internal YamlFileException(YamlLocation location, string problem, Exception? innerException = null)
        : base(Describe(location, problem), innerException)
    {
        File = location.File;
        Line = location.Line;
        Column = location.Column;
        KeyPath = location.Path;
        Problem = problem;
    }

    /// <summary>The path as given.</summary>
    public string File { get; }

    /// <summary>Counts from 1; 1 for an error of the whole file.</summary>
    public int Line { get; }

    /// <summary>Counts from 1.</summary>
    public int Column { get; }

    /// <summary><c>workloads.standard.iterations</c>; empty if the error is not in a key.</summary>
    public string KeyPath { get; }

    /// <summary>What is wrong and what to do, without the location.</summary>
    public string Problem { get; }

    private static string Describe(YamlLocation location, string problem) => location.Path.Length == 0
        ? $"{location}: {problem}"
        : $"{location}: {location.Path}: {problem}";
}
