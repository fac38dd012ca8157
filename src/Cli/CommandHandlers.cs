using Persona.Bench.Cli.Cancel;
using Persona.Bench.Cli.Capture;
using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Compare;
using Persona.Bench.Cli.Emulate;
using Persona.Bench.Cli.List;
using Persona.Bench.Cli.Migrate;
using Persona.Bench.Cli.Report;
using Persona.Bench.Cli.Resume;
using Persona.Bench.Cli.Run;
using Persona.Bench.Cli.Runs;
using Persona.Bench.Cli.Show;
using Persona.Bench.Cli.Status;
using Persona.Bench.Cli.Workers;

namespace Persona.Bench.Cli;

/// <summary>What the commands do, apart from how they are spelt.</summary>
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
