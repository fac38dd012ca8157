using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Deploy.Tests.Units;
using Persona.Bench.Emulator;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Deploy.Tests.Machines;

public sealed class ThreeMachinesTests(Deployment deployment)
{
    private const int Iterations = 24;

    [Fact]
    public async Task Three_machines_are_set_up_as_the_page_says_and_do_a_run()
    {
        deployment.Require();
        Assert.SkipWhen(!Environment.IsPrivilegedProcess, "creating users requires root");
        await using var provider = await EmulatedProvider.StartAsync(new EmulatorOptions { Profile = "constant:100" }, TestContext.Current.CancellationToken);
        await using var a = await Machine.BuildAsync(deployment, "a");
        await using var b = await Machine.BuildAsync(deployment, "b");
        await using var c = await Machine.BuildAsync(deployment, "c");

        await SetUpAsync(a);
        await a.StartAsync("persona-bench-coordinator.service");
        foreach (var machine in new[] { b, c })
        {
            await machine.CopyAsync(
                a, "/opt/persona-bench", "/etc/persona-bench/tls/ca.crt", "/etc/persona-bench/worker.env");
            await Shell.RunAsync("cp", [Repository.Deploy("systemd/persona-bench-worker@.service"), machine.PathOf("/etc/systemd/system/")]);
            foreach (var commands in await Readme.CommandsAsync("Machines B and C"))
            {
                await machine.TypeAsync(commands.Replace("http://127.0.0.1:4001", $"{provider.BaseUrl}", StringComparison.Ordinal));
            }

            await machine.StartAsync("persona-bench-worker@.service");
        }

        await HealthAsync(a);
        await HealthAsync(b);
        await HealthAsync(c);
        await using var submitter = await StoreAsync(a, "submitter");
        await using var reader = await StoreAsync(a, "reader");
        var runId = await SubmittedRun.StartAsync(submitter, await SubmittedRun.SpecOf(Iterations, [new RunProvider("emulated", "emulated", "emulated")]));
        var run = await SubmittedRun.EndedAsync(reader, runId, () => string.Join('\n', new[] { a, b, c }.Select(machine => machine.Service!.Said)));

        run.State.ShouldBe(RunState.Completed);
        run.Measured.ShouldBe(Iterations);
        run.Failed.ShouldBe(0);
        var measurements = await new Storage.Runs.RunHistory(reader, TimeProvider.System).MeasurementsAsync(runId, TestContext.Current.CancellationToken);
        measurements.Select(measurement => measurement.WorkerId).Distinct().Count().ShouldBe(2, "both workers work");
        await OwnedAsync(b);
        await FirstRunAsync(a);
        foreach (var machine in new[] { b, c, a })
        {
            (await machine.Service!.StopAsync()).ShouldBe(0);
        }
    }

    private async Task SetUpAsync(Machine a)
    {
        // The servers already have certificates of this authority and users with these passwords: the scripts keep existing files.
        await Shell.RunAsync("bash", ["-c", $"cp {deployment.Servers.CertificateFolder}/ca.* {a.PathOf("/etc/persona-bench/tls/")}"]);
        await File.WriteAllLinesAsync(a.PathOf("/etc/persona-bench/passwords.env"), deployment.Passwords.Select(password => $"{password.Key}={password.Value}"));
        foreach (var commands in await Readme.CommandsAsync("Machine A"))
        {
            await a.TypeAsync(commands);
        }
    }

    /// <summary>Types the commands of a submitter, who has no provider key and no account on the broker.</summary>
    private static async Task FirstRunAsync(Machine machine)
    {
        var said = string.Join('\n', await Task.WhenAll((await Readme.CommandsAsync("The first run, from anywhere")).Select(machine.TypeAsync)));

        said.ShouldContain("completed");
        said.ShouldContain("quick on emulated (emulated), 10 iterations");
        said.Split('\n').Count(line => line.Contains("ready", StringComparison.Ordinal)).ShouldBe(2, said);
    }

    private static async Task<PostgresStore> StoreAsync(Machine machine, string role)
    {
        var lines = await File.ReadAllLinesAsync(machine.PathOf($"/etc/persona-bench/{role}.env"));
        var address = lines.Select(UnitFile.Assignment).Single(line => line.Key == "PERSONA_BENCH_STORE").Value;
        return new PostgresStore(((StoreAddress.Postgres)StoreAddress.Parse(address)).ConnectionString, role);
    }

    private static async Task HealthAsync(Machine machine)
    {
        var address = await machine.Service!.ReadyAsync();
        (await Shell.RunAsync("bash", [Repository.Deploy("healthcheck.sh"), address.Authority])).ShouldContain("\"status\":\"healthy\"");
    }

    /// <summary>The spool belongs to the machine's user, and nobody else can read it.</summary>
    private static async Task OwnedAsync(Machine machine)
    {
        var listed = await Shell.RunAsync("find", [machine.PathOf("/var/lib/persona-bench/spool"), "-printf", "%u %m %y\\n"]);
        listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([$"{machine.User} 700 d", $"{machine.User} 600 f"], ignoreOrder: true);
    }
}
