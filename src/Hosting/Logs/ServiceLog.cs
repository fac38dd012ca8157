using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Persona.Bench.Hosting.Logs;

/// <summary>The log of a service on stdout: readable text on a terminal, otherwise one JSON object per line (CLEF) for log collectors.</summary>
internal static class ServiceLog
{
    private const string ForPeople = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddServiceLog(this IServiceCollection services, string name, bool verbose)
    {
        var log = new LoggerConfiguration()
            .MinimumLevel.Is(verbose ? LogEventLevel.Debug : LogEventLevel.Information)
            // BusWatch logs a lost broker once; the transport would log every retry.
            .MinimumLevel.Override("MassTransit", verbose ? LogEventLevel.Information : LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft", verbose ? LogEventLevel.Information : LogEventLevel.Warning)
            .Enrich.WithProperty("Service", name);
        if (Console.IsOutputRedirected)
        {
            log.WriteTo.Console(new CompactJsonFormatter());
        }
        else
        {
            log.WriteTo.Console(outputTemplate: ForPeople);
        }

        services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(log.CreateLogger(), dispose: true));
        services.AddLogging();
    }
}
