using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>The library's help, followed by examples and, on the upper levels, by the rules of delegation and the exit codes.</summary>
internal sealed class CommandHelp(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine(command switch
        {
            RootCommand => Root,
            { Name: CommandNames.Benchmark } => Benchmark,
            DocumentedCommand documented => Examples(documented.Examples),
            _ => "",
        });
        return 0;
    }

    private static string Examples(IEnumerable<string> examples) =>
        string.Join('\n', examples.Select(example => "  " + example).Prepend("Examples:"));

    private const string Root = """
        Examples:
          persona benchmark capture --workload quick
          persona benchmark --help

        Other commands:
          Any command other than 'benchmark' is passed on, with all arguments, standard streams and the exit code, to the
          next program named persona on PATH. If there is none, that is an error (exit code 64).
        """;

    private const string Benchmark = """
        Examples:
          persona benchmark run --workload standard --provider anthropic --iterations 30
          persona benchmark capture --workload quick
          persona benchmark compare --baseline v1.11.0 --ci

        Exit codes:
          0    success; gates pass
          1    a warning-level regression, if warnings fail
          2    a failure-level regression
          3    the benchmark could not run or is incomplete
          4    inconclusive or not comparable, if that fails
          64   invalid usage or configuration
          130  cancelled
        """;
}
