using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Persona.Bench.Hosting.Streams;

namespace Persona.Bench.Hosting;

/// <summary>
/// The lifetime of a service that another process started for itself. It stops on SIGTERM, and when standard input ends, which happens when
/// the parent process ends. Signals that a terminal sends to all its processes are left to the parent. Writes <see cref="ReadyLine"/> to standard
/// output once the service has started.
/// </summary>
public sealed class InputLifetime(IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    /// <summary>A line of its own, between lines of the log.</summary>
    public const string ReadyLine = "ready";

    private static readonly PosixSignal[] OfTerminal = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(OfTerminal.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(ReadyLine));
        // A read of standard input cannot be cancelled: the thread ends with the process, and nobody waits for it.
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
                // Only the end of the input matters.
            }
        }
        catch (IOException)
        {
            // Counts as the end, too.
        }

        lifetime.StopApplication();
    }
}
