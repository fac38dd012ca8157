using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Commands.Compare;

internal static class CompareCommand
{
    private const double MostPercent = 10_000;

    public static Command Create(CommandActions actions, CommandHandler<CompareOptions> handle)
    {
        var sides = new SideOptions();
        var warn = ValueOptions.Factor("--warn-threshold", "PERCENT", "Warn if this many percent worse. [default: 10, memory 20, or persona.yaml]", MostPercent);
        warn.Aliases.Add("--threshold");
        var fail = ValueOptions.Factor("--fail-threshold", "PERCENT", "Fail if this many percent worse. [default: 25, memory 50, or persona.yaml]", MostPercent);
        var failures = new FailureOptions();
        var rule = ChoiceOptions.Create<DecisionRule>("--rule", "What decides: the interval of the change, or only the shown values.");
        var outliers = ChoiceOptions.Create<OutlierPolicy>("--outliers", "Whether outliers count in changes and intervals.");
        var allow = new Option<bool>("--allow-different-environment") { Description = "Compare even if the machines differ; the output says so." };
        var format = ChoiceOptions.Create<DocumentFormat>("--format", "Output format.");
        var output = ValueOptions.File("--output", "File to write instead of stdout; an existing one is replaced.");
        var sources = new SourceOptions();
        var command = new DocumentedCommand(
            "compare",
            "Compares the current performance with a baseline, and fails on a regression.",
            "persona benchmark compare",
            "persona benchmark compare --baseline v1.11.0 --current v1.12.0",
            "persona benchmark compare --baseline v1.11.0 --ci --format github",
            "persona benchmark compare --baseline v1.10.0 --baseline v1.11.0 --current nightly --format html --output comparison.html");
        sides.AddTo(command);
        command.Add(warn);
        command.Add(fail);
        failures.AddTo(command);
        foreach (var option in (Option[])[rule, outliers, allow, format, output])
        {
            command.Add(option);
        }

        sources.AddTo(command, store: true, broker: true, baselines: true);
        actions.Set(
            command,
            parsed => Consistent(new CompareOptions
            {
                Baselines = sides.Baselines(parsed),
                Current = sides.Current(parsed),
                Workloads = sides.Workloads(parsed),
                Warn = parsed.GetValue(warn),
                Fail = parsed.GetValue(fail),
                FailOn = failures.Read(parsed),
                Rule = parsed.GetValue(rule),
                Outliers = parsed.GetValue(outliers),
                AllowDifferentEnvironment = parsed.GetValue(allow),
                Format = parsed.GetValue(format),
                Output = parsed.GetValue(output),
                Sources = sources.Read(parsed),
            }),
            handle);
        return command;
    }

    private static CompareOptions Consistent(CompareOptions options) => options is { Warn: { } warn, Fail: { } fail } && warn > fail
        ? throw new UsageException($"the warning level {warn}% is above the failure level {fail}%; it must not be")
        : options;
}
