using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Persona.Bench.Hosting.Streams;

namespace Persona.Bench.Hosting;

/// <summary>
/// The life of a service that another process started for itself: it stops when standard input ends, which it does with the process at its
/// other end, and when it is asked to. What the terminal says to all of its processes at once is for that other process to decide.
/// </summary>
internal sealed class InputLifetime(IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] OfTerminal = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(OfTerminal.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        // Nothing cancels a read of standard input: the thread ends with the process, and nobody waits for it.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = "standard input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        lifetime.StopApplication();
    }

    private void StopAtEndOfInput()
    {
        using var input = StandardStreams.OpenInput();
        var buffer = new byte[64];
        try
        {
            while (input.Read(buffer) > 0)
            {
                // Nothing is asked of it but its end.
            }
        }
        catch (IOException)
        {
            // Its end, too.
        }

        lifetime.StopApplication();
    }
}
