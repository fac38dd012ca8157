using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>The options that select the two sides of a comparison.</summary>
internal sealed class SideOptions
{
    private readonly Option<string[]> _baseline = Side<string[]>(
        "--baseline", "NAME|FILE", "Baseline to compare with, by name or path; may be repeated. [default: the newest version]");

    private readonly Option<string?> _current = Side<string?>(
        "--current",
        "NAME|FILE|RUN",
        "What to compare: a baseline by name or path, or a stored run. "
        + "[default: the newest completed run of each workload for the current version, measured first if there is none]");

    private readonly Option<string[]> _workload = ValueOptions.Names("--workload", "NAME", "Compare only this workload; may be repeated. [default: all]");

    public void AddTo(Command command)
    {
        command.Add(_baseline);
        command.Add(_current);
        command.Add(_workload);
    }

    public IReadOnlyList<string> Baselines(ParseResult parsed) => [.. (parsed.GetValue(_baseline) ?? []).Distinct(StringComparer.Ordinal)];

    public string? Current(ParseResult parsed) => parsed.GetValue(_current);

    public IReadOnlyList<string> Workloads(ParseResult parsed) => [.. (parsed.GetValue(_workload) ?? []).Distinct(StringComparer.Ordinal)];

    private static Option<T> Side<T>(string name, string helpName, string description)
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0', StringComparison.Ordinal)))
            {
                result.AddError($"option '{name}' needs a name or a file");
            }
        });
        return option;
    }
}
