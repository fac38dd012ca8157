using Persona.Bench.Deploy.Tests.Processes;

namespace Persona.Bench.Deploy.Tests.Units;

public sealed class UnitTests
{
    private const int LastSteps = 30;

    public static TheoryData<string> Units => [.. Directory.GetFiles(Repository.Deploy("systemd"), "*.service").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_one_to_systemd(string unit)
    {
        Assert.SkipWhen(!Shell.Has("systemd-analyze"), "systemd-analyze is needed");
        var folder = Directory.CreateTempSubdirectory("persona-deploy-units-").FullName;
        try
        {
            var text = (await File.ReadAllTextAsync(Repository.Deploy($"systemd/{unit}"))).Replace("/opt/persona-bench", Programs.Folder, StringComparison.Ordinal);
            var path = Path.Combine(folder, unit.Replace("@.", "@1.", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, unit), text);
            await File.WriteAllTextAsync(path, text);

            (await Shell.RunAsync("systemd-analyze", ["verify", "--man=no", path])).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_worker_is_given_longer_to_stop_than_it_takes_at_most()
    {
        var worker = await UnitFile.ReadAsync(Repository.Deploy("systemd/persona-bench-worker@.service"));

        int.Parse(worker.Find("TimeoutStopSec")!).ShouldBeGreaterThan((int)new Core.Configuration.WorkerSettings().Drain.TotalSeconds + LastSteps);
    }
}
