using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Hosting.Health;

/// <summary><c>/health/live</c>: the process responds. <c>/health/ready</c>: bus, store and what the service adds are usable.</summary>
internal static class HealthFeature
{
    public static void AddHealth(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(settings.Listen.Host, settings.Listen.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(settings);
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store");
        builder.Services.AddHostedService<ListenReport>();
    }

    public static void MapHealth(this WebApplication application, string? token)
    {
        if (token is not null)
        {
            application.Use((context, next) => IsAllowed(context, token) ? next(context) : RefuseAsync(context));
        }

        application.UseRouting();
        application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static bool IsAllowed(HttpContext context, string token) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    /// <summary>Writes the status of each check, but no exceptions: they could contain an address with a password.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries)
        {
            checks[name.StartsWith("masstransit", StringComparison.Ordinal) ? "bus" : name] = WordOf(entry.Status);
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject { ["status"] = WordOf(report.Status), ["checks"] = checks }.ToJsonString());
    }

    private static string WordOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
