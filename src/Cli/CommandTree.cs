using System.CommandLine;
using System.CommandLine.Help;
using Persona.Bench.Cli.Commands.Cancel;
using Persona.Bench.Cli.Commands.Capture;
using Persona.Bench.Cli.Commands.Compare;
using Persona.Bench.Cli.Commands.Emulate;
using Persona.Bench.Cli.Commands.List;
using Persona.Bench.Cli.Commands.Migrate;
using Persona.Bench.Cli.Commands.Report;
using Persona.Bench.Cli.Commands.Resume;
using Persona.Bench.Cli.Commands.Run;
using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Commands.Show;
using Persona.Bench.Cli.Commands.Status;
using Persona.Bench.Cli.Commands.Workers;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Completion;
using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli;

/// <summary>All commands with their options and help.</summary>
internal static class CommandTree
{
    public static RootCommand Create(string[] args, Terminal terminal, CommandHandlers handlers)
    {
        var benchmark = new Command(CommandNames.Benchmark, "Measures, stores and compares the performance of persona generation.");
        if (NeedsCommands(args))
        {
            AddCommands(benchmark, terminal, handlers);
        }

        var root = new RootCommand("Persona.Bench: measures the time, memory, calls, tokens and dollars that a persona takes.")
        {
            benchmark,
        };
        root.SetAction(ShowHelp);
        SetHelp(root);
        return root;
    }

    // The root help lists no subcommands, so they are not created for it. A "[…]" directive asks for completions.
    private static bool NeedsCommands(string[] args) =>
        Array.Exists(args, word => word == CommandNames.Benchmark || word.StartsWith('['));

    private static void AddCommands(Command benchmark, Terminal terminal, CommandHandlers handlers)
    {
        var global = new GlobalOptions();
        var actions = new CommandActions(terminal, global);
        benchmark.Add(RunCommand.Create(actions, handlers.Run));
        benchmark.Add(CaptureCommand.Create(actions, handlers.Capture));
        benchmark.Add(CompareCommand.Create(actions, handlers.Compare));
        benchmark.Add(ReportCommand.Create(actions, handlers.Report));
        benchmark.Add(ResumeCommand.Create(actions, handlers.Resume));
        benchmark.Add(StatusCommand.Create(actions, handlers.Status));
        benchmark.Add(CancelCommand.Create(actions, handlers.Cancel));
        benchmark.Add(RunsCommand.Create(actions, handlers.Runs));
        benchmark.Add(ShowCommand.Create(actions, handlers.Show));
        benchmark.Add(ListCommand.Create(actions, handlers.List));
        benchmark.Add(WorkersCommand.Create(actions, handlers.Workers));
        benchmark.Add(MigrateCommand.Create(actions, handlers.Migrate));
        benchmark.Add(EmulateCommand.Create(actions, handlers.Emulate));
        benchmark.Add(CompletionCommand.Create(actions));
        benchmark.Add(global.Verbose);
        benchmark.Add(new VersionOption("--version") { Description = "Print the version of Persona.Bench." });
        benchmark.SetAction(ShowHelp);
    }

    private static void SetHelp(RootCommand root)
    {
        foreach (var standard in root.Options.Where(option => option is HelpOption or VersionOption).ToArray())
        {
            root.Options.Remove(standard);
        }

        root.Add(new VersionOption("--version") { Description = "Print the version of the next persona on PATH or, if there is none, of Persona.Bench." });
        var help = new HelpOption("--help", "-h") { Description = "Show help and an example." };
        help.Action = new CommandHelp((HelpAction)help.Action!);
        root.Add(help);
    }

    private static int ShowHelp(ParseResult parsed) =>
        parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action is CommandHelp help ? help.Invoke(parsed) : 0;
}
