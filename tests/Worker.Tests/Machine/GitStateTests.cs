using System.Diagnostics;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class GitStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("git");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_clean_working_copy_has_a_commit()
    {
        await Commit();
        var state = (await Read()).ShouldNotBeNull();
        state.Commit.ShouldBe((await Git("rev-parse", "HEAD")).Trim());
        state.Dirty.ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_file_makes_it_dirty_an_untracked_one_does_not()
    {
        await Commit();
        await Write("baseline.yaml", "new");
        (await Read()).ShouldNotBeNull().Dirty.ShouldBeFalse();
        await Write("tracked", "changed");
        (await Read()).ShouldNotBeNull().Dirty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_below_and_a_detached_head_are_fine()
    {
        await Commit();
        await Git("checkout", "-q", "--detach");
        var below = Directory.CreateDirectory(Path.Combine(_folder.FullName, "below"));
        (await GitState.ReadAsync(below.FullName, TestContext.Current.CancellationToken)).ShouldNotBeNull().Commit.Length.ShouldBe(40);
    }

    [Fact]
    public async Task A_repository_cannot_make_us_run_its_program()
    {
        await Commit();
        var trace = Path.Combine(_folder.FullName, "trace");
        await Git("config", "core.fsmonitor", ShellScript.Write(Path.Combine(_folder.FullName, "monitor"), $"echo ran > '{trace}'"));
        (await Read()).ShouldNotBeNull();
        File.Exists(trace).ShouldBeFalse();
    }

    /// <summary>As in a hook of a linked worktree, where git sets the repository and the index of the commit in progress.</summary>
    [Theory]
    [InlineData("GIT_DIR", "other/.git")]
    [InlineData("GIT_WORK_TREE", "other")]
    [InlineData("GIT_INDEX_FILE", "no-index")]
    [InlineData("GIT_COMMON_DIR", "other/.git")]
    [InlineData("GIT_OBJECT_DIRECTORY", "other/.git/objects")]
    [InlineData("GIT_CONFIG_PARAMETERS", "'core.worktree'='/nowhere'")]
    [InlineData("GIT_CEILING_DIRECTORIES", "{folder}")]
    public async Task The_repository_that_a_hook_inherits_is_ignored(string variable, string value)
    {
        await Commit();
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "other/.git/objects"));
        var below = Directory.CreateDirectory(Path.Combine(_folder.FullName, "below")).FullName;
        var text = value.StartsWith('\'') ? value : Path.Combine(_folder.FullName, value.Replace("{folder}", _folder.FullName, StringComparison.Ordinal));

        using (new ProcessVariable(variable, text))
        {
            var state = (await GitState.ReadAsync(below, TestContext.Current.CancellationToken)).ShouldNotBeNull();
            state.Dirty.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Without_a_commit_there_is_no_state()
    {
        await Git("init", "-q");
        (await Read()).ShouldBeNull();
    }

    [Fact]
    public async Task Outside_a_repository_there_is_no_state() => (await Read()).ShouldBeNull();

    [Fact]
    public async Task A_folder_that_does_not_exist_has_no_state() =>
        (await GitState.ReadAsync(Path.Combine(_folder.FullName, "gone"), TestContext.Current.CancellationToken)).ShouldBeNull();

    private async Task Commit()
    {
        await Git("init", "-q");
        await Write("tracked", "one");
        await Git("add", "tracked");
        await Git("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "first");
    }

    private Task Write(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text, TestContext.Current.CancellationToken);

    private Task<GitState?> Read() => GitState.ReadAsync(_folder.FullName, TestContext.Current.CancellationToken);

    private async Task<string> Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return output;
    }
}
