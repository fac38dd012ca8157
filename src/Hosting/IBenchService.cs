using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Hosting;

/// <summary>What one service adds to what all of them have.</summary>
public interface IBenchService
{
    /// <summary>The executable, <c>persona-bench-worker</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    ListenAddress ListenOf(BenchConfiguration configuration);

    /// <summary>It can work on one run alone, beside its coordinator and without a broker.</summary>
    bool TakesRun { get; }

    /// <summary>Its own services; what can be refused is refused here.</summary>
    /// <exception cref="Core.Configuration.ConfigurationException">Something in the configuration cannot be used.</exception>
    Task ConfigureAsync(IServiceCollection services, ServiceSettings settings, CancellationToken cancellationToken);

    void AddConsumers(IBusRegistrationConfigurator bus);

    void Receive(IRabbitMqBusFactoryConfigurator transport, IBusRegistrationContext context);

    /// <summary>How long a stop may take until its last step.</summary>
    TimeSpan LongestStop(ServiceSettings settings);
}
