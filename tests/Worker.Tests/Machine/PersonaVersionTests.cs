using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class PersonaVersionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persona");
    private readonly Dictionary<string, string?> _environment = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_environment_comes_first()
    {
        _environment["PERSONA_VERSION"] = " 1.13.0-rc.1 ";
        Program("a", "echo persona 1.0.0");
        (await Resolve(configured: "1.12.0")).ShouldBe("1.13.0-rc.1");
    }

    [Fact]
    public async Task The_configuration_comes_second()
    {
        _environment["PERSONA_VERSION"] = "";
        Program("a", "echo persona 1.0.0");
        (await Resolve(configured: "1.12.0")).ShouldBe("1.12.0");
    }

    [Fact]
    public async Task Then_the_program_on_the_path_is_asked()
    {
        Program("a", "test \"$1\" = --version && echo 'persona, version 1.11.2'");
        (await Resolve()).ShouldBe("1.11.2");
    }

    [Fact]
    public async Task We_never_ask_ourselves()
    {
        var ours = Program("a", "echo 6.6.6");
        Program("b", "echo persona 1.11.2");
        (await Resolve(path => path == ours)).ShouldBe("1.11.2");
    }

    [Fact]
    public async Task We_never_ask_ourselves_through_a_link()
    {
        var ours = Program("a", "echo 6.6.6");
        Directory.CreateDirectory(Folder("link"));
        File.CreateSymbolicLink(Path.Combine(Folder("link"), "persona"), ours);
        _environment["PATH"] = Folder("link");
        (await Resolve(path => path == ours)).ShouldBeNull();
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo unknown")]
    public async Task A_program_that_does_not_say_leaves_it_unknown(string script)
    {
        Program("a", script);
        (await Resolve()).ShouldBeNull();
    }

    [Fact]
    public async Task Without_anything_it_is_unknown()
    {
        _environment["PATH"] = Folder("none");
        (await Resolve()).ShouldBeNull();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("-rf")]
    [InlineData("1.0 beta")]
    [InlineData("1.0\n")]
    [InlineData("1.0\u001b[31m")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_version_that_cannot_name_a_file_is_refused(string version)
    {
        if (version.Trim() != version)
        {
            PersonaVersion.IsSafe(version).ShouldBeFalse();
            return;
        }

        _environment["PERSONA_VERSION"] = version;
        var error = (await Should.ThrowAsync<PersonaVersionException>(() => Resolve())).Message;
        error.ShouldStartWith("the environment variable PERSONA_VERSION is '");
        error.ShouldAllBe(character => !char.IsControl(character));
    }

    [Fact]
    public async Task A_configured_version_is_checked_too() =>
        (await Should.ThrowAsync<PersonaVersionException>(() => Resolve(configured: "1.0/2"))).Message
            .ShouldStartWith("persona_version in the configuration is '1.0/2'");

    private string Folder(string name) => Path.Combine(_folder.FullName, name);

    private string Program(string folder, string script)
    {
        var path = ShellScript.Write(Path.Combine(Directory.CreateDirectory(Folder(folder)).FullName, "persona"), script);
        var before = _environment.GetValueOrDefault("PATH");
        _environment["PATH"] = before is null ? Folder(folder) : $"{before}{Path.PathSeparator}{Folder(folder)}";
        return path;
    }

    private Task<string?> Resolve(Predicate<string>? isOurs = null, string? configured = null) => PersonaVersion.ResolveAsync(
        configured, _environment.GetValueOrDefault, isOurs ?? (_ => false), TestContext.Current.CancellationToken);
}
