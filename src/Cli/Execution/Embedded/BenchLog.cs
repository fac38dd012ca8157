using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>The log of the embedded bench: JSON lines in a file beside the store and, if verbose, readable lines on stderr.</summary>
internal static class BenchLog
{
    private const long LargestFile = 5 * 1024 * 1024;

    /// <summary>Disposes a host with this log. Failing to write the end of the log is not an error.</summary>
    public static async Task CloseAsync(IHost host)
    {
        try
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
        catch (IOException)
        {
            // The log is created first, so it is disposed last.
        }
    }

    public static void AddBenchLog(this IServiceCollection services, EmbeddedOptions options)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.StorePath))!, "bench.log");
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.File(
                new CompactJsonFormatter(), file, fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true, retainedFileCountLimit: 2, shared: true);
        if (options.Verbose)
        {
            log.WriteTo.Console(standardErrorFromLevel: LogEventLevel.Verbose, outputTemplate: "{Level:u3} {Message:lj}{NewLine}{Exception}");
        }

        services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(log.CreateLogger(), dispose: true));
        services.AddLogging();
    }
}
