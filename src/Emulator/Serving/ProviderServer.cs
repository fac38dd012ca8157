using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Bare Kestrel: no configuration, logging, routing or signal handling.</summary>
internal static class ProviderServer
{
    /// <exception cref="EmulatorException">The server cannot listen on the address.</exception>
    public static async Task<WebApplication> StartAsync(EmulatorOptions options, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseSockets(sockets =>
        {
            // Flushing sends on the flushing thread, and a request starts on the receiving thread, with no queue in between.
            sockets.UnsafePreferInlineScheduling = true;
            sockets.NoDelay = true;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(ListenAddress.Parse(options.Host), options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new EmulatorException(Explain(options, e), e);
        }
    }

    private static string Explain(EmulatorOptions options, IOException exception) => exception.InnerException is AddressInUseException
        ? $"The emulated provider cannot listen on {options.Host}:{options.Port}: the port is in use. Choose another port, or 0 for a free one."
        : $"The emulated provider cannot listen on {options.Host}:{options.Port}: {exception.Message} Choose another address or port.";

    /// <summary>Replaces the console lifetime, which would handle Ctrl-C instead of the program that hosts the emulator.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
