using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Service;

namespace Persona.Bench.Worker.Tests.Service;

public sealed class WorkerServiceTests
{
    [Fact]
    public async Task The_service_runs_with_the_options_of_its_configuration()
    {
        var options = (await ConfiguredAsync(slots: Concurrency.Most)).Value;

        options.Slots.ShouldBe(1000);
        options.WorkerId.ShouldStartWith("here-");
        options.Providers.Keys.ShouldBe(["mine"]);
    }

    [Fact]
    public async Task What_the_options_do_not_allow_is_refused_with_its_limit()
    {
        var options = await ConfiguredAsync(slots: Concurrency.Most + 1);

        Should.Throw<OptionsValidationException>(() => options.Value).Failures.ShouldHaveSingleItem().ShouldContain("can be 1 to 1000");
    }

    private static async Task<IOptions<WorkerOptions>> ConfiguredAsync(int slots)
    {
        var services = new ServiceCollection();
        var configuration = new BenchConfiguration
        {
            Worker = new WorkerSettings { Slots = slots, Name = "here" },
            Providers = new Dictionary<string, ProviderDefinition> { ["mine"] = new() { Name = "mine", Kind = ProviderKind.Ollama, Model = "m" } },
        };
        var settings = new ServiceSettings(configuration, null, Guid.NewGuid(), new ListenAddress(System.Net.IPAddress.Loopback, 0), null, ".");
        await new WorkerService().ConfigureAsync(services, settings, TestStore.Token);
        return services.BuildServiceProvider().GetRequiredService<IOptions<WorkerOptions>>();
    }
}
