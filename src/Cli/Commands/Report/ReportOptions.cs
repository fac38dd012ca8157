using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Report;

/// <summary>The options of <c>report</c>.</summary>
/// <param name="Subject">A run by id or name, or the file of a comparison. Null: the newest completed run.</param>
/// <param name="Format">How it is printed.</param>
/// <param name="Output">Null: stdout.</param>
/// <param name="Sources">Where runs are stored.</param>
internal sealed record ReportOptions(string? Subject, DocumentFormat Format, string? Output, Sources Sources);
