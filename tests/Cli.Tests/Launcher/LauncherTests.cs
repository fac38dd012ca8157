using System.Runtime.Versioning;

namespace Persona.Bench.Cli.Tests.Launcher;

/// <summary>The script in the root, in a small clone of its own, with a fake dotnet that records each build.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Building = "persona: building Persona.Bench; this happens on first use and after a change, and takes a minute or two\n";

    // Publishes a "product" that prints its arguments; "broken" in the source fails the build, "slow" delays it.
    private const string Dotnet = """
        #!/bin/bash
        case $1 in
            --version) echo 10.0.100 ;;
            --info) echo ' RID:         linux-x64' ;;
            --list-sdks) echo '10.0.100 [/opt/dotnet/sdk]' ;;
            publish)
                into=$(sed 's/.* -o \([^ ]*\) .*/\1/' <<<"$*")
                echo built >>builds
                [[ $* == *ReadyToRun* ]] && grep -q offline src/Program.cs && { echo 'error NU1101: crossgen'; exit 1; }
                grep -q broken src/Program.cs && { echo 'Program.cs(1,1): error CS1002'; exit 1; }
                grep -q slow src/Program.cs && sleep 1
                printf '#!/bin/bash\necho "$DOTNET_ROOT $PERSONA_BENCH_LAUNCHER $*"\nexit 5\n' >"$into/persona"
                chmod +x "$into/persona" ;;
        esac
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("persona-launcher-").FullName;

    public LauncherTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "clone", "src", "obj"));
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        File.Copy(Path.Combine(Repository.Root, "persona"), Launcher);
        File.WriteAllText(Source, "one");
        string[] buildFiles = ["Directory.Build.props", "Directory.Packages.props", "global.json"];
        foreach (var name in buildFiles)
        {
            File.WriteAllText(Path.Combine(_root, "clone", name), "");
        }

        var dotnet = Path.Combine(_root, "bin", "dotnet");
        File.WriteAllText(dotnet, Dotnet);
        File.SetUnixFileMode(dotnet, Executable);
        File.SetUnixFileMode(Launcher, Executable);
    }

    private string Launcher => Path.Combine(_root, "clone", "persona");

    private string Source => Path.Combine(_root, "clone", "src", "Program.cs");

    private int Builds => File.Exists(Path.Combine(_root, "clone", "builds")) ? File.ReadAllLines(Path.Combine(_root, "clone", "builds")).Length : 0;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_first_use_builds_and_says_so_and_later_ones_start_immediately()
    {
        var first = await Run($"'{Launcher}' a 'b c'");
        var second = await Run($"'{Launcher}' a 'b c'");

        first.ShouldBe(new ProcessOutcome(5, $"/opt/dotnet {Launcher} a b c\n", Building));
        second.ShouldBe(first with { Error = "" });
        Builds.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_source_is_rebuilt_and_what_builds_leave_behind_is_not_a_source()
    {
        await Run($"'{Launcher}'");
        Touch(Path.Combine(_root, "clone", "src", "obj", "generated.cs"));
        (await Run($"'{Launcher}'")).Error.ShouldBeEmpty();

        Touch(Source);
        (await Run($"'{Launcher}'")).Error.ShouldBe(Building);
        Touch(Path.Combine(_root, "clone", "global.json"));
        (await Run($"'{Launcher}'")).Error.ShouldBe(Building);
        Touch(Directory.CreateDirectory(Path.Combine(_root, "clone", "workloads")).FullName + "/quick.yaml");
        (await Run($"'{Launcher}'")).Error.ShouldBe(Building);

        Directory.GetDirectories(Path.Combine(_root, "clone", ".build"), "app-*").Length.ShouldBe(2);
    }

    [Fact]
    public async Task It_works_from_any_folder_and_through_links()
    {
        var link = Path.Combine(_root, "bin", "persona");
        var linkToLink = Path.Combine(_root, "persona");
        File.CreateSymbolicLink(link, "../clone/persona");
        File.CreateSymbolicLink(linkToLink, "bin/persona");

        (await Run($"cd / && '{linkToLink}' x")).Output.ShouldEndWith("/clone/persona x\n");
        (await Run("cd / && persona y")).Output.ShouldEndWith("/clone/persona y\n");
        (await Run($"cd '{_root}/clone' && ./persona z")).Output.ShouldEndWith(" z\n");
        (await Run($"cd '{_root}/clone' && bash persona z")).Output.ShouldEndWith(" z\n");
        Builds.ShouldBe(1);
    }

    [Fact]
    public async Task First_uses_at_the_same_time_build_once()
    {
        await File.WriteAllTextAsync(Source, "slow");

        var outcome = await Run($"for i in 1 2 3 4; do '{Launcher}' $i & done; wait");

        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[^1]).Order().ShouldBe("1234");
        Builds.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_build_shows_its_output_and_leaves_nothing_to_start()
    {
        await File.WriteAllTextAsync(Source, "broken");

        var outcome = await Run($"'{Launcher}'");

        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("error CS1002");
        outcome.Error.ShouldEndWith($"persona: the build failed; its output is above and in {_root}/clone/.build/build.log\n");
        Directory.GetDirectories(Path.Combine(_root, "clone", ".build"), "app-*").ShouldBeEmpty();
        Builds.ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_ahead_of_time_compiler_it_is_built_plainly()
    {
        await File.WriteAllTextAsync(Source, "offline");

        (await Run($"'{Launcher}' x")).ShouldBe(new ProcessOutcome(5, $"/opt/dotnet {Launcher} x\n", Building));
        Builds.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_SDK_is_one_line_that_says_where_to_get_it()
    {
        File.Delete(Path.Combine(_root, "bin", "dotnet"));
        foreach (var name in (string[])["bash", "mkdir", "find", "readlink", "flock", "awk", "cat", "date", "rm", "mv", "sed"])
        {
            File.CreateSymbolicLink(Path.Combine(_root, "bin", name), File.Exists($"/usr/bin/{name}") ? $"/usr/bin/{name}" : $"/bin/{name}");
        }

        var outcome = await PersonaProcess.RunProgramAsync("/bin/bash", ["-c", $"'{Launcher}'"], $"{_root}/bin", "");

        outcome.ShouldBe(new ProcessOutcome(
            3, "", "persona: the .NET 10 SDK is needed to build and there is no 'dotnet' on PATH; get it from https://dotnet.microsoft.com/download/dotnet/10.0\n"));
    }

    private Task<ProcessOutcome> Run(string script) => PersonaProcess.RunProgramAsync(
        "/bin/bash", ["-c", "unset DOTNET_ROOT; " + script], $"{_root}/bin:/usr/bin:/bin", "");

    // File timestamps are too coarse for the speed of these tests.
    private static void Touch(string path)
    {
        File.WriteAllText(path, "changed");
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200));
    }
}
