using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Tests.Yaml;

namespace Persona.Bench.Files.Tests.Baselines;

public sealed class BaselineCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_version_comes_first_and_unreadable_files_last()
    {
        foreach (var version in new[] { "1.9.0", "1.10.0", "1.11.0-rc.1", "1.11.0", "1.12.0rc2" }) Add($"v{version}.yaml", version);
        Add("again.yaml", "1.12.0rc2", "2025-02-01");
        _folder.Write("broken.yaml", "version: [");
        _folder.Write(".v9.yaml.tmp", "x");
        _folder.Write("notes.txt", "x");

        var listings = new BaselineCatalog(_folder.Path).List();

        listings.Select(listing => listing.Name).ShouldBe(["again", "v1.12.0rc2", "v1.11.0", "v1.11.0-rc.1", "v1.10.0", "v1.9.0", "broken"]);
        listings[^1].ShouldBeOfType<BaselineListing.Unreadable>().Error.ShouldStartWith($"{_folder["broken.yaml"]}:1:");
        new BaselineCatalog(_folder.Path).Newest()!.Name.ShouldBe("again");
    }

    [Fact]
    public void A_folder_that_does_not_exist_holds_nothing()
    {
        var catalog = new BaselineCatalog(_folder["none"]);

        catalog.List().ShouldBeEmpty();
        catalog.Newest().ShouldBeNull();
        Should.Throw<ConfigurationException>(() => catalog.Resolve("v1")).Message
            .ShouldBe($"no baseline \"v1\" in {_folder["none"]}: it has none yet; create one with: persona benchmark capture");
    }

    [Theory]
    [InlineData("v1.11.0", "v1.11.0.yaml")]
    [InlineData("1.11.0", "v1.11.0.yaml")]
    [InlineData("1.8", "1.8.yml")]
    [InlineData("v1.8", "1.8.yml")]
    [InlineData("v1.11.0.yaml", "v1.11.0.yaml")]
    public void A_name_is_found(string name, string file)
    {
        Add("v1.11.0.yaml", "1.11.0");
        Add("1.8.yml", "1.8");

        new BaselineCatalog(_folder.Path).Resolve(name).ShouldBe(_folder[file]);
    }

    [Fact]
    public void A_path_is_taken_as_it_is()
    {
        Add("v1.yaml", "1");

        new BaselineCatalog("elsewhere").Read(_folder["v1.yaml"]).Baseline.Version.ShouldBe("1");
        Should.Throw<ConfigurationException>(() => new BaselineCatalog("elsewhere").Resolve("../none.yaml")).Message
            .ShouldBe("there is no file ../none.yaml: check the path, or name a baseline in elsewhere");
    }

    [Fact]
    public void What_names_a_folder_is_a_path_whatever_its_ending()
    {
        Add("v1.yaml", "1");
        File.Move(_folder["v1.yaml"], _folder["base"]);

        new BaselineCatalog("elsewhere").Read(_folder["base"]).Baseline.Version.ShouldBe("1");
        Should.Throw<ConfigurationException>(() => new BaselineCatalog(_folder.Path).Resolve("./none")).Message.ShouldStartWith("there is no file ./none: ");
        new BaselineCatalog(_folder.Path).List().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../etc/none")]
    [InlineData("a/b")]
    public void A_new_baseline_is_never_named_by_a_path(string name) =>
        Should.Throw<ConfigurationException>(() => new BaselineCatalog(_folder.Path).PathOf(name)).Message.ShouldContain("is not a safe name: use letters, digits");

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\\b")]
    [InlineData("v1\n")]
    [InlineData("-v1")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123456")]
    public void An_unsafe_name_is_refused(string name)
    {
        var catalog = new BaselineCatalog(_folder.Path);

        Should.Throw<ConfigurationException>(() => catalog.Resolve(name)).Message.ShouldContain("is not a safe name: use letters, digits");
        Should.Throw<ConfigurationException>(() => catalog.PathOf(name)).Message.ShouldNotContain('\n');
    }

    [Fact]
    public void A_near_miss_is_suggested()
    {
        Add("v1.11.0.yaml", "1.11.0");

        Should.Throw<ConfigurationException>(() => new BaselineCatalog(_folder.Path).Resolve("v1.11.1")).Message
            .ShouldEndWith("did you mean \"v1.11.0\"?");
    }

    [Fact]
    public void A_new_baseline_is_named_for_its_version()
    {
        new BaselineCatalog("baselines").PathOf(BaselineCatalog.NameOf("1.12.0")).ShouldBe(Path.Combine("baselines", "v1.12.0.yaml"));
        BaselineCatalog.NameOf("v2").ShouldBe("v2");
    }

    private void Add(string file, string version, string capturedAt = "2025-01-15") => BaselineFile.Write(new Baseline
    {
        Version = version,
        CapturedAt = DateTimeOffset.Parse(capturedAt),
        Environment = new Dictionary<string, string> { ["platform"] = "linux-x64" },
        Workloads = new Dictionary<string, BaselineWorkload> { ["quick"] = new() { Iterations = 1, Metrics = new Dictionary<string, double?>() } },
    }, _folder[file], force: false);
}
