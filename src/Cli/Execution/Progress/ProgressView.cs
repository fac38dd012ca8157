using System.Text;
using Persona.Bench.Cli.Shell.Terminals;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>
/// Shows the progress of a run on stderr: redrawn in place on a terminal, one line per change of state in a log. Thread-safe.
/// Changes no terminal setting that a kill would leave behind; disposing keeps the last state in view.
/// </summary>
internal sealed class ProgressView(Terminal terminal) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PlainProgress _plain = new();
    private readonly PlainWorkers _plainWorkers = new();
    private int _drawn;
    private bool _closed;

    public void Report(RunProgress progress) => Report(progress, []);

    /// <summary>Also shows the workers, if this process is not the only one.</summary>
    public void Report(RunProgress progress, IReadOnlyList<RunWorker> workers)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            if (terminal.DrawsError)
            {
                var width = terminal.Width() - 1;
                Redraw([.. ProgressLines.Render(progress, width), .. WorkerLines.Render(workers, width)]);
                return;
            }

            foreach (var line in _plainWorkers.Next(workers).Concat(_plain.Next(progress)))
            {
                terminal.Error.WriteLine(line);
            }
        }
    }

    /// <summary>Prints a line above the block that is redrawn.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            // The next report draws the block again, below this line.
            terminal.Error.WriteLine(line);
            _drawn = 0;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    // Every line ends with a line break, so the cursor is always below the block: later output, even after a kill, starts on a fresh line.
    private void Redraw(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        if (_drawn > 0)
        {
            text.Append("\r\x1b[").Append(_drawn).Append('A');
        }

        foreach (var line in lines)
        {
            text.Append("\r\x1b[2K").Append(line).Append('\n');
        }

        // If there are fewer lines than before, old ones are left below.
        text.Append("\x1b[J");
        terminal.Error.Write(text.ToString());
        terminal.Error.Flush();
        _drawn = lines.Count;
    }
}
