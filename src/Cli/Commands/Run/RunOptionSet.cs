using System.CommandLine;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Cli.Commands.Run;

/// <summary>The options that <c>run</c> and <c>capture</c> share.</summary>
internal sealed class RunOptionSet
{
    private const int MostIterations = 1_000_000;
    private const int MostWorkers = 256;

    private readonly Option<string[]> _workload =
        ValueOptions.Names("--workload", "NAME", "Workload to measure; may be repeated. [default: default_workload of the configuration, or standard]");

    private readonly Option<string[]> _provider =
        ValueOptions.Names("--provider", "NAME", "Provider to measure; several are interleaved. [default: default_provider of the configuration, or emulated]");

    private readonly Option<int?> _iterations =
        ValueOptions.Count("--iterations", "N", "Measured iterations of each workload on each provider. [default: the workload's own]", 1, MostIterations);

    private readonly Option<int?> _concurrency =
        ValueOptions.Count("--concurrency", "C", "Maximum number of iterations in flight per worker. [default: the workload's own]", 1, Concurrency.Most);

    private readonly Option<int?> _workers =
        ValueOptions.Count("--workers", "N", "Shard the run over N worker processes on this machine, which end with the command.", 1, MostWorkers);

    private readonly Option<string?> _name = ValueOptions.Name("--name", "NAME", "Name of the run, to find it again.");

    private readonly Option<int?> _seed = ValueOptions.Count(
        "--seed", "N", "Seed of the order of iterations and of the research data for each. [default: random]", 0, int.MaxValue);

    private readonly Option<bool> _keepText = new("--keep-text")
    {
        Description = "Keep prompts and answers in the store, not only their hashes.",
    };

    private readonly Option<int?> _wait = WaitOption.Create();

    private readonly Option<OutputFormat> _format = ChoiceOptions.Create<OutputFormat>("--format", "Output format.");

    private readonly SourceOptions _sources = new();

    /// <param name="command">Receives the options.</param>
    /// <param name="baselines">The command writes a baseline file.</param>
    public void AddTo(Command command, bool baselines = false)
    {
        command.Add(_workload);
        command.Add(_provider);
        command.Add(_iterations);
        command.Add(_concurrency);
        _workers.Aliases.Add("--shards");
        command.Add(_workers);
        command.Add(_name);
        command.Add(_seed);
        command.Add(_keepText);
        command.Add(_wait);
        command.Add(_format);
        _sources.AddTo(command, store: true, broker: true, baselines);
    }

    public RunOptions Read(ParseResult parsed) => new()
    {
        Workloads = [.. (parsed.GetValue(_workload) ?? []).Distinct(StringComparer.Ordinal)],
        Providers = [.. (parsed.GetValue(_provider) ?? []).Distinct(StringComparer.Ordinal)],
        Iterations = parsed.GetValue(_iterations),
        Concurrency = parsed.GetValue(_concurrency),
        Workers = parsed.GetValue(_workers),
        Name = parsed.GetValue(_name),
        Seed = parsed.GetValue(_seed),
        KeepText = parsed.GetValue(_keepText),
        Wait = WaitOption.Read(parsed, _wait),
        Format = parsed.GetValue(_format),
        Sources = _sources.Read(parsed),
    };
}
