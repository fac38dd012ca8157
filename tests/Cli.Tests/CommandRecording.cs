using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Delegation;

namespace Persona.Bench.Cli.Tests;

/// <summary>Runs the program in this process with handlers that only record their options.</summary>
internal sealed class CommandRecording(TerminalRecording terminal)
{
    private readonly List<object> _options = [];

    public CommandRecording() : this(new TerminalRecording())
    {
    }

    public TerminalRecording Terminal => terminal;

    public IReadOnlyList<object> Options => _options;

    public CommandContext? Context { get; private set; }

    /// <summary>Thrown by the handler, if set.</summary>
    public Exception? Failure { get; init; }

    public Task<int> RunAsync(params string[] args) => PersonaProgram.RunAsync(
        args,
        terminal.Terminal,
        new CommandHandlers
        {
            Run = NoteAsync,
            Capture = NoteAsync,
            Compare = NoteAsync,
            Report = NoteAsync,
            Resume = NoteAsync,
            Runs = NoteAsync,
            Show = NoteAsync,
            List = NoteAsync,
            Status = NoteAsync,
            Cancel = NoteAsync,
            Workers = NoteAsync,
            Migrate = NoteAsync,
            Emulate = NoteAsync,
        },
        new NextPersona(["/nowhere/persona"], null, "", (_, _, _) => throw new InvalidOperationException("nothing to become")));

    private Task<int> NoteAsync<TOptions>(TOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        _options.Add(options!);
        Context = context;
        return Failure is null ? Task.FromResult(0) : Task.FromException<int>(Failure);
    }
}
