using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Hosting;

/// <summary>What one service adds to the common host.</summary>
public interface IBenchService
{
    /// <summary>Name of the executable, such as <c>persona-bench-worker</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    ListenAddress ListenOf(BenchConfiguration configuration);

    /// <summary>True: it can serve a single run, beside its coordinator and without a broker.</summary>
    bool TakesRun { get; }

    /// <summary>Registers its own services, and rejects here whatever it cannot use.</summary>
    /// <exception cref="Core.Configuration.ConfigurationException">Something in the configuration cannot be used.</exception>
    Task ConfigureAsync(IServiceCollection services, ServiceSettings settings, CancellationToken cancellationToken);

    void AddConsumers(IBusRegistrationConfigurator bus);

    void Receive(IRabbitMqBusFactoryConfigurator transport, IBusRegistrationContext context);

    /// <summary>Longest shutdown time, before the last steps.</summary>
    TimeSpan LongestStop(ServiceSettings settings);
}
