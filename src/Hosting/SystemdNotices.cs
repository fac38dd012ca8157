using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Persona.Bench.Hosting;

/// <summary>Tells the service manager that started this process when it is ready and when it stops (sd_notify).</summary>
internal static class SystemdNotices
{
    private const string Socket = "NOTIFY_SOCKET";

    /// <summary>
    /// Active whenever <c>NOTIFY_SOCKET</c> is set. The library's own AddSystemd checks the name of the parent process first, which
    /// ProtectProc=invisible hides: the unit would wait for a notification that never comes, and be restarted (dotnet/runtime#125368).
    /// </summary>
    public static IServiceCollection AddSystemdNotices(this IServiceCollection services)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Socket)))
        {
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            services.Replace(ServiceDescriptor.Singleton<IHostLifetime, SystemdLifetime>());
        }

        return services;
    }
}
