using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Faults.Processes;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Hosting.Tests.Services;

/// <summary>The executables as they are installed, on real servers.</summary>
public sealed class ServiceProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_worker_registers_is_ready_and_deregisters_when_it_is_stopped()
    {
        await using var service = await TestService.CreateAsync();
        service.Environment["PERSONA_BENCH_WORKER_LABELS"] = "zone=fra-1";
        var worker = service.Start(Programs.Worker);
        var address = await worker.AddressAsync(TestStore.Token);

        await UntilReadyAsync(address);
        (await GetAsync(address, "health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(address, "health/ready")).Body.ShouldBe("""{"status":"healthy","checks":{"store":"healthy","disk":"healthy","bus":"healthy"}}""");
        var row = await WorkerAsync(service);
        row.State.ShouldBe(WorkerState.Ready);
        row.Providers.ShouldBe("""["emulated"]""");
        row.Labels.ShouldBe("""{"zone":"fra-1"}""");

        worker.Terminate();
        (await EndAsync(worker)).ShouldBe(0);
        (await WorkerAsync(service)).State.ShouldBe(WorkerState.Stopped);
    }

    [Fact]
    public async Task A_coordinator_is_ready_and_ends_with_zero()
    {
        await using var service = await TestService.CreateAsync();
        var coordinator = service.Start(Programs.Coordinator);

        await UntilReadyAsync(await coordinator.AddressAsync(TestStore.Token));
        // Output that is not a terminal gets one JSON object per line.
        coordinator.Tail().ShouldContain("\"@mt\":\"Listening on {Address}\"");
        coordinator.Terminate();

        (await EndAsync(coordinator)).ShouldBe(0);
    }

    /// <summary>Whatever process started it: with ProtectProc a service cannot see its manager, which waits for the same messages.</summary>
    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public async Task A_service_tells_its_manager_that_it_is_ready_and_that_it_stops(string name)
    {
        await using var service = await TestService.CreateAsync();
        using var manager = new NotifySocket();
        service.Environment["NOTIFY_SOCKET"] = manager.Path;
        var process = service.Start(name == "worker" ? Programs.Worker : Programs.Coordinator);

        (await manager.NextAsync(Deadline)).ShouldBe("READY=1");
        process.Terminate();
        (await manager.NextAsync(Deadline)).ShouldBe("STOPPING=1");
        (await EndAsync(process)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_answered()
    {
        await using var service = await TestService.CreateAsync();
        service.Environment["PERSONA_BENCH_TOKEN"] = "open-sesame";
        var address = await service.Start(Programs.Coordinator).AddressAsync(TestStore.Token);

        (await GetAsync(address, "health/live")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(address, "health/live", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(address, "health/live", "open-sesame")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_without_the_tables_of_this_version_is_refused_and_left_as_it_is()
    {
        await using var service = await TestService.CreateAsync(migrated: false);

        var worker = service.Start(Programs.Worker);

        (await EndAsync(worker)).ShouldBe(3);
        worker.Tail().ShouldEndWith("is not up to date; run 'persona benchmark migrate' first");
        await using var context = service.Store.CreateContext();
        (await context.Database.GetAppliedMigrationsAsync(TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_one_line()
    {
        await using var service = await TestService.CreateAsync();
        service.Environment["PERSONA_BENCH_STORE"] = "postgresql://bench:secret@127.0.0.1:1/bench";

        var coordinator = service.Start(Programs.Coordinator);

        (await EndAsync(coordinator)).ShouldBe(3);
        coordinator.Tail().ShouldStartWith("persona-bench-coordinator: store postgres:127.0.0.1/bench cannot be used: ");
        coordinator.Tail().ShouldNotContain('\n');
        coordinator.Tail().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_store_that_fails_when_the_worker_registers_is_one_line()
    {
        await using var service = await TestService.CreateAsync();
        // Acts like a standby server.
        service.Environment["PERSONA_BENCH_STORE"] += ";Options=-c default_transaction_read_only=on";

        var worker = service.Start(Programs.Worker);

        (await EndAsync(worker)).ShouldBe(3);
        // The error follows the log lines.
        var line = worker.Tail().Split('\n')[^1];
        line.ShouldStartWith("persona-bench-worker: store postgres:");
        line.ShouldEndWith("in a read-only transaction; name the primary server; this one is read-only");
    }

    [Theory]
    [InlineData("PERSONA_BENCH_STORE", "sqlite:bench.db", "store sqlite:bench.db: services share a PostgreSQL database")]
    [InlineData("PERSONA_BENCH_WORKER_PROVIDERS", "anthropic", "provider 'anthropic' needs a key: set the environment variable ANTHROPIC_API_KEY")]
    [InlineData("PERSONA_BENCH_WORKER_SLOTS", "many", "PERSONA_BENCH_WORKER_SLOTS: expected a whole number from 1 to 1000, got \"many\"")]
    public async Task What_cannot_be_used_is_one_line_and_64(string variable, string value, string problem)
    {
        await using var service = await TestService.CreateAsync();
        service.Environment[variable] = value;

        var worker = service.Start(Programs.Worker);

        (await EndAsync(worker)).ShouldBe(64);
        worker.Tail().ShouldStartWith($"persona-bench-worker: {problem}");
        worker.Tail().ShouldNotContain('\n');
    }

    [Fact]
    public async Task An_unknown_option_is_one_line_and_64()
    {
        await using var service = await TestService.CreateAsync();

        var worker = service.Start(Programs.Worker, "--slots", "3");

        (await EndAsync(worker)).ShouldBe(64);
        worker.Tail().ShouldContain("--slots");
        worker.Tail().ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_waited_for_and_the_worker_is_not_ready_until_then()
    {
        await using var service = await TestService.CreateAsync();
        service.Environment["PERSONA_BENCH_BROKER"] = "amqp://127.0.0.1:1";
        var worker = service.Start(Programs.Worker);

        var address = await worker.AddressAsync(TestStore.Token);

        (await GetAsync(address, "health/live")).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await GetAsync(address, "health/ready");
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Body.ShouldContain("\"bus\":\"unhealthy\"");
        worker.Terminate();
        (await EndAsync(worker)).ShouldBe(0);
    }

    private static async Task<int> EndAsync(ServiceProcess process)
    {
        await process.EndedAsync(TestStore.Token).WaitAsync(Deadline, TestStore.Token);
        return process.ExitCode;
    }

    private static async Task<WorkerRow> WorkerAsync(TestService service)
    {
        await using var context = service.Store.CreateContext();
        return await context.Workers.AsNoTracking().SingleAsync(TestStore.Token);
    }

    private static Task UntilReadyAsync(Uri address) => Patience.UntilAsync(
        async () => (await GetAsync(address, "health/ready")).Status == HttpStatusCode.OK, Deadline, () => "the service to be ready", TestStore.Token);

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri address, string path, string? token = null)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(path, TestStore.Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestStore.Token));
    }
}
