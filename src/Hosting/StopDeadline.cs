using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Persona.Bench.Hosting;

/// <summary>
/// Ends the process where its stop does not end: the host waits for each of its parts, and not every library heeds the deadline. Nothing is lost by
/// it, as by a kill: results are in the spool, and leases run out.
/// </summary>
internal sealed partial class StopDeadline(
    IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider time, ILogger<StopDeadline> logger, Action<int> exit) : IHostedService
{
    /// <summary>For what heeds the deadline, and has to let go of it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _ = EndLateAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndLateAsync()
    {
        var atMost = options.Value.ShutdownTimeout + Grace;
        await Task.Delay(atMost, time);
        Late(atMost.TotalSeconds);
        exit(ServiceProgram.Unusable);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The stop did not end in {Seconds} s; the process is ended. What was measured is in the spool")]
    private partial void Late(double seconds);
}
