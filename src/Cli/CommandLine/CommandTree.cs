using System.CommandLine;
using System.CommandLine.Help;
using Persona.Bench.Cli.Capture;
using Persona.Bench.Cli.Completion;
using Persona.Bench.Cli.Emulate;
using Persona.Bench.Cli.List;
using Persona.Bench.Cli.Resume;
using Persona.Bench.Cli.Run;
using Persona.Bench.Cli.Runs;
using Persona.Bench.Cli.Show;
using Persona.Bench.Cli.Terminals;

namespace Persona.Bench.Cli.CommandLine;

/// <summary>Every command, its options and its help.</summary>
internal static class CommandTree
{
    public const string Benchmark = "benchmark";

    public static RootCommand Create(Terminal terminal, CommandHandlers handlers)
    {
        var global = new GlobalOptions();
        var root = new RootCommand("Persona.Bench: measures how long, how much memory, how many calls, tokens and dollars a persona takes.")
        {
            CreateBenchmark(new CommandActions(terminal, global), handlers, global),
        };
        root.SetAction(ShowHelp);
        SetHelp(root);
        return root;
    }

    private static Command CreateBenchmark(CommandActions actions, CommandHandlers handlers, GlobalOptions global)
    {
        var benchmark = new Command(Benchmark, "Measures, stores and lists the performance of persona generation.")
        {
            RunCommand.Create(actions, handlers.Run),
            CaptureCommand.Create(actions, handlers.Capture),
            ResumeCommand.Create(actions, handlers.Resume),
            RunsCommand.Create(actions, handlers.Runs),
            ShowCommand.Create(actions, handlers.Show),
            ListCommand.Create(actions, handlers.List),
            EmulateCommand.Create(actions, handlers.Emulate),
            CompletionCommand.Create(actions),
        };
        benchmark.Add(global.Verbose);
        benchmark.Add(new VersionOption("--version") { Description = "Print the version of Persona.Bench." });
        benchmark.SetAction(ShowHelp);
        return benchmark;
    }

    private static void SetHelp(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
            {
                option.Description = "Show help and an example.";
                option.Action = new CommandHelp(help);
            }
            else if (option is VersionOption)
            {
                option.Description = "Print the version: of the next persona on PATH, or else of Persona.Bench.";
            }
        }
    }

    private static int ShowHelp(ParseResult parsed) =>
        parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action is CommandHelp help ? help.Invoke(parsed) : 0;
}
