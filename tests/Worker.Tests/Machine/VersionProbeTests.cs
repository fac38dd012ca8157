using System.Diagnostics;
using System.Globalization;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class VersionProbeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("probe");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Python 3.12.0\n", "3.12.0")]
    [InlineData("Python 3.13.0rc2", "3.13.0rc2")]
    [InlineData("\n\nv22.11.0\r\nmore 9.9.9", "22.11.0")]
    [InlineData("git version 2.39.5 (Apple Git-154)", "2.39.5")]
    [InlineData("go version go1.21.5 linux/amd64", "1.21.5")]
    [InlineData("openjdk version \"21.0.1\" 2023-10-17", "21.0.1")]
    [InlineData("Docker version 24.0.7, build afdd53b", "24.0.7")]
    [InlineData("10.0.100-preview.3.25201.16", "10.0.100-preview.3.25201.16")]
    [InlineData("persona, version 1.12.0", "1.12.0")]
    [InlineData("less 590 (GNU regular expressions)", "590")]
    [InlineData("no number here", null)]
    [InlineData("", null)]
    public void The_version_is_the_number_in_the_first_line(string text, string? version) => VersionProbe.Parse(text).ShouldBe(version);

    [Fact]
    public async Task A_shell_is_never_between()
    {
        var found = await Run(("echoed", ["echo", "$HOME;", "1.2.3", "`id`"]), ("injected", ["echo 4.5.6; true"]));
        found.ShouldBe(new Dictionary<string, string> { ["echoed"] = "1.2.3" });
    }

    [Fact]
    public async Task A_program_that_fails_is_absent() => (await Run(("failing", ["sh", "-c", "echo 1.2.3; exit 3"]))).ShouldBeEmpty();

    [Fact]
    public async Task A_program_may_answer_on_standard_error() =>
        (await Run(("java", ["sh", "-c", "echo 'openjdk 21.0.1' >&2"])))["java"].ShouldBe("21.0.1");

    [Fact]
    public async Task A_program_that_reads_gets_the_end_of_input() =>
        (await Run(("reader", ["sh", "-c", "cat; echo 1.0"])))["reader"].ShouldBe("1.0");

    [Fact]
    public async Task A_program_that_writes_without_end_of_interest_is_drained() =>
        (await Run(("chatty", ["sh", "-c", "echo 7.1; head -c 2000000 /dev/zero; head -c 2000000 /dev/zero >&2"])))["chatty"].ShouldBe("7.1");

    [Fact]
    public async Task A_file_of_the_current_folder_is_not_taken_for_a_program()
    {
        var here = Path.Combine(Environment.CurrentDirectory, "planted-" + Guid.NewGuid().ToString("N"));
        ShellScript.Write(here, "echo 6.6.6");
        try
        {
            (await Run(("planted", [Path.GetFileName(here)]))).ShouldBeEmpty();
            (await Run(("named", [here])))["named"].ShouldBe("6.6.6");
        }
        finally
        {
            File.Delete(here);
        }
    }

    [Fact]
    public async Task What_cannot_be_run_is_absent()
    {
        var text = Path.Combine(_folder.FullName, "text");
        await File.WriteAllTextAsync(text, "not a program", TestContext.Current.CancellationToken);
        (await Run(("empty", []), ("text", [text]), ("folder", [_folder.FullName]))).ShouldBeEmpty();
        ShellScript.MakeExecutable(text);
        (await Run(("text", [text]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task At_the_limit_a_program_and_what_it_started_are_killed()
    {
        var pids = Path.Combine(_folder.FullName, "pids");
        var probes = Probes(("hanging", ["sh", "-c", $"echo 1.2.3; sleep 300 & echo $! > '{pids}'; echo $$ >> '{pids}'; wait"]), ("quick", ["echo", "2.0"]));
        var found = await VersionProbe.RunAllAsync(probes, await FarMoreThanNeededAsync(), TestContext.Current.CancellationToken);
        found.ShouldBe(new Dictionary<string, string> { ["quick"] = "2.0" });
        await EveryProcessEnds(pids);
    }

    [Fact]
    public async Task Cancelling_kills_the_program_too()
    {
        var pids = Path.Combine(_folder.FullName, "pids");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = VersionProbe.RunAllAsync(Probes(("hanging", ["sh", "-c", $"echo $$ > '{pids}'; exec sleep 300"])), cancellation.Token);
        await Eventually(() => File.Exists(pids) && File.ReadAllText(pids).EndsWith('\n'));
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        await EveryProcessEnds(pids);
    }

    [Fact]
    public async Task A_child_left_behind_with_the_pipe_does_not_hold_up_the_answer()
    {
        var pids = Path.Combine(_folder.FullName, "pids");
        (await Run(("daemon", ["sh", "-c", $"sleep 300 & echo $! > '{pids}'; echo 3.2.1"])))["daemon"].ShouldBe("3.2.1");
        // The child was neither waited for nor killed at the time limit.
        var pid = (await File.ReadAllTextAsync(pids, TestContext.Current.CancellationToken)).Trim();
        IsRunning(pid).ShouldBeTrue();
        using var left = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        left.Kill();
    }

    /// <summary>Many times what this machine needs for a program that answers immediately.</summary>
    private static async Task<TimeSpan> FarMoreThanNeededAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await Run(("quick", ["echo", "2.0"]));
        var needed = Stopwatch.GetElapsedTime(start) * 20;
        return needed > TimeSpan.FromSeconds(1) ? needed : TimeSpan.FromSeconds(1);
    }

    private static Task<IReadOnlyDictionary<string, string>> Run(params (string Name, string[] Command)[] probes) =>
        VersionProbe.RunAllAsync(Probes(probes), TestContext.Current.CancellationToken);

    private static Dictionary<string, IReadOnlyList<string>> Probes(params (string Name, string[] Command)[] probes) =>
        probes.ToDictionary(probe => probe.Name, probe => (IReadOnlyList<string>)probe.Command);

    private static Task EveryProcessEnds(string pids) =>
        Eventually(() => File.ReadAllLines(pids).All(pid => !IsRunning(pid)));

    // A killed process whose parent is gone may remain a zombie where no init reaps it.
    private static bool IsRunning(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Trim()[0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task Eventually(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
