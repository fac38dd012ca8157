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
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli;

/// <summary>The implementation of every command.</summary>
internal sealed record CommandHandlers
{
    public required CommandHandler<RunOptions> Run { get; init; }

    public required CommandHandler<CaptureOptions> Capture { get; init; }

    public required CommandHandler<CompareOptions> Compare { get; init; }

    public required CommandHandler<ReportOptions> Report { get; init; }

    public required CommandHandler<ResumeOptions> Resume { get; init; }

    public required CommandHandler<StatusOptions> Status { get; init; }

    public required CommandHandler<CancelOptions> Cancel { get; init; }

    public required CommandHandler<RunsOptions> Runs { get; init; }

    public required CommandHandler<ShowOptions> Show { get; init; }

    public required CommandHandler<ListOptions> List { get; init; }

    public required CommandHandler<WorkersOptions> Workers { get; init; }

    public required CommandHandler<MigrateOptions> Migrate { get; init; }

    public required CommandHandler<EmulateOptions> Emulate { get; init; }

    public static CommandHandlers OfProduct { get; } = new()
    {
        Run = RunHandler.HandleAsync,
        Capture = CaptureHandler.HandleAsync,
        Compare = CompareHandler.HandleAsync,
        Report = ReportHandler.HandleAsync,
        Resume = ResumeHandler.HandleAsync,
        Status = StatusHandler.HandleAsync,
        Cancel = CancelHandler.HandleAsync,
        Runs = RunsHandler.HandleAsync,
        Show = ShowHandler.HandleAsync,
        List = ListHandler.HandleAsync,
        Workers = WorkersHandler.HandleAsync,
        Migrate = MigrateHandler.HandleAsync,
        Emulate = EmulateHandler.HandleAsync,
    };
}
