using System.Diagnostics.CodeAnalysis;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Yaml;

/// <summary>A YAML file cannot be used. The message is one line, <c>file:line:column: key.path: what is wrong</c>.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "An error without its place is no use.")]
[SuppressMessage("Roslynator", "RCS1194:Implement exception constructors", Justification = "An error without its place is no use.")]
public sealed class YamlFileException : ConfigurationException
{
    internal YamlFileException(YamlLocation place, string problem, Exception? innerException = null)
        : base(Describe(place, problem), innerException)
    {
        File = place.File;
        Line = place.Line;
        Column = place.Column;
        KeyPath = place.Path;
        Problem = problem;
    }

    /// <summary>As it was asked for.</summary>
    public string File { get; }

    /// <summary>From 1; of an error of the whole file, 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    /// <summary><c>workloads.standard.iterations</c>; empty where the error is in no key.</summary>
    public string KeyPath { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    private static string Describe(YamlLocation place, string problem) => place.Path.Length == 0
        ? $"{place}: {problem}"
        : $"{place}: {place.Path}: {problem}";
}
