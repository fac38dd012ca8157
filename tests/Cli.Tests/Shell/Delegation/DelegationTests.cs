using System.Diagnostics;
using System.Runtime.Versioning;

namespace Persona.Bench.Cli.Tests.Shell.Delegation;

[UnsupportedOSPlatform("windows")]
public sealed class DelegationTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persona-hand-on-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Another_persona_gets_all_arguments_and_input_and_its_output_and_exit_code_come_back()
    {
        var path = Script("other", """
            for word in "$@"; do printf '<%s>' "$word"; done
            cat
            echo trouble >&2
            exit 7
            """);

        var outcome = await PersonaProcess.RunAsync(["generate", "--from", "a b", "", "ä*", "--", "--help"], path, "from stdin");

        outcome.ShouldBe(new ProcessOutcome(7, "<generate><--from><a b><><ä*><--><--help>from stdin", "trouble\n"));
    }

    [Fact]
    public async Task A_signal_that_ends_the_other_persona_is_seen_by_the_caller()
    {
        var path = Script("other", "kill -TERM $$");

        (await PersonaProcess.RunAsync(["generate"], path)).ExitCode.ShouldBe(128 + 15);
    }

    [Fact]
    public async Task Interrupts_go_to_the_other_persona()
    {
        var path = Script("other", """
            trap 'echo interrupted; exit 9' INT
            echo ready
            while :; do sleep 0.05; done
            """);
        using var process = PersonaProcess.Start(PersonaProcess.Executable, ["generate"], path);
        try
        {
            (await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline)).ShouldBe("ready");

            using var kill = Process.Start("/bin/kill", ["-INT", $"{process.Id}"]);

            // If the tests run with SIGINT ignored, the shell ignores it too and this line never arrives.
            (await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline)).ShouldBe("interrupted");
            await process.WaitForExitAsync().WaitAsync(Deadline);
            process.ExitCode.ShouldBe(9);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_closed_pipe_ends_the_other_persona_as_it_would_without_us()
    {
        var path = Script("other", "while :; do echo line; done");

        var outcome = await Bash($"'{PersonaProcess.Executable}' generate | head -n 1; echo \"${{PIPESTATUS[0]}}\"", path);

        outcome.Output.ShouldBe("line\n141\n");
    }

    [Fact]
    public async Task A_script_without_an_interpreter_line_is_run_by_the_shell()
    {
        var path = Script("other", "echo shell", interpreter: "");

        (await PersonaProcess.RunAsync(["generate"], path)).Output.ShouldBe("shell\n");
    }

    [Fact]
    public async Task The_version_is_that_of_the_other_persona_where_there_is_one()
    {
        (await PersonaProcess.RunAsync(["--version"], Script("other", "echo persona 1.11.0"))).Output.ShouldBe("persona 1.11.0\n");
        (await PersonaProcess.RunAsync(["--version"])).Output.ShouldStartWith("0.1.0");
    }

    [Fact]
    public async Task It_never_delegates_to_itself_through_any_link()
    {
        var first = Directory.CreateDirectory(Path.Combine(_folder.FullName, "first"));
        File.CreateSymbolicLink(Path.Combine(first.FullName, "persona"), PersonaProcess.Executable);
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "second"), AppContext.BaseDirectory);
        var path = $"{first.FullName}:{_folder.FullName}/second:{AppContext.BaseDirectory}";

        var alone = await PersonaProcess.RunAsync(["generate"], $"{path}:/usr/bin:/bin");
        var withOther = await PersonaProcess.RunAsync(["generate"], $"{path}:{Script("other", "echo other")}");

        alone.ShouldBe(new ProcessOutcome(
            64, "", "persona: 'generate' is not a command of Persona.Bench, and there is no other persona on PATH to pass it to; see 'persona --help'\n"));
        withOther.Output.ShouldBe("other\n");
    }

    [Fact]
    public async Task Two_copies_of_it_find_the_other_persona_behind_both()
    {
        var copy = CopyOfProduct();
        var path = $"{copy}:{AppContext.BaseDirectory}:{Script("other", "echo other")}";

        (await PersonaProcess.RunAsync(["generate"], path)).Output.ShouldBe("other\n");
        (await PersonaProcess.RunAsync(["generate"], path, executable: Path.Combine(copy, "persona"))).Output.ShouldBe("other\n");
    }

    [Fact]
    public async Task Another_persona_may_call_this_one_again()
    {
        var path = Script("other", $"[ \"$1\" = inner ] && echo inner || '{PersonaProcess.Executable}' inner");

        (await PersonaProcess.RunAsync(["outer"], path)).Output.ShouldBe("inner\n");
    }

    [Fact]
    public async Task A_script_that_only_calls_back_is_found_out()
    {
        var path = Script("other", $"exec '{PersonaProcess.Executable}' \"$@\"");

        var outcome = await PersonaProcess.RunAsync(["generate"], path);

        outcome.ExitCode.ShouldBe(64);
        outcome.Error.ShouldBe($"persona: '{_folder.FullName}/other/persona' passes 'generate' back to this program in a loop; remove one of them from PATH\n");
    }

    [Fact]
    public async Task What_is_not_executable_is_passed_over()
    {
        var path = Script("plain", "echo plain");
        File.SetUnixFileMode(Path.Combine(_folder.FullName, "plain", "persona"), UnixFileMode.UserRead);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "folder", "persona"));

        (await PersonaProcess.RunAsync(["generate"], $"{_folder.FullName}/folder:{path}")).ExitCode.ShouldBe(64);
    }

    [Fact]
    public async Task Our_own_commands_help_and_unknown_options_are_never_delegated()
    {
        var path = Script("other", "echo other");

        (await PersonaProcess.RunAsync([], path)).Output.ShouldContain("Persona.Bench");
        (await PersonaProcess.RunAsync(["--help"], path)).Output.ShouldContain("Persona.Bench");
        (await PersonaProcess.RunAsync(["benchmark", "generate"], path)).ExitCode.ShouldBe(64);
        (await PersonaProcess.RunAsync(["--unknown"], path)).ExitCode.ShouldBe(64);
    }

    private string Script(string folder, string body, string interpreter = "#!/bin/sh\n")
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder.FullName, folder)).FullName;
        var file = Path.Combine(path, "persona");
        File.WriteAllText(file, interpreter + body + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return $"{path}:/usr/bin:/bin";
    }

    private string CopyOfProduct()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.FullName, "copy")).FullName;
        string[] needed = ["persona", "persona.dll", "persona.runtimeconfig.json", "System.CommandLine.dll", "Persona.Bench.Core.dll"];
        foreach (var name in needed)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(copy, name));
        }

        return copy;
    }

    private static Task<ProcessOutcome> Bash(string script, string path) =>
        PersonaProcess.RunProgramAsync("/bin/bash", ["-c", script], path, "");
}
