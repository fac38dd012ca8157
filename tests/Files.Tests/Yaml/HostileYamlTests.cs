using System.Text;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Yaml;

public sealed class HostileYamlTests
{
    [Theory]
    [InlineData("a: &x [1, 2]\nb: *x", 1, 4, "a", "anchors (&x) are not supported: write the value out")]
    [InlineData("a: 1\nb: *x", 2, 4, "b", "aliases (*x) are not supported: write the value out")]
    [InlineData("&k a: 1", 1, 1, "", "anchors (&k) are not supported: write the value out")]
    [InlineData("a: 1\n*k : 2", 2, 1, "", "aliases (*k) are not supported: write the value out")]
    [InlineData("a: !!python/object:os.system [ls]", 1, 4, "a", "tags (!!python/object:os.system) are not supported: remove it")]
    [InlineData("a:\n  b: !Foo 1", 2, 6, "a.b", "tags (!Foo) are not supported: remove it")]
    [InlineData("a: !!int 1", 1, 4, "a", "tags (!!int) are not supported: remove it")]
    [InlineData("a: ! x", 1, 4, "a", "tags (!) are not supported: remove it")]
    [InlineData("%TAG !e! tag:example.com,2000:\n---\na: !e!x 1", 3, 4, "a", "tags (tag:example.com,2000:x) are not supported: remove it")]
    [InlineData("a: 1\nb: 2\na: 3", 3, 1, "a", "duplicate key, first defined on line 1: remove one")]
    [InlineData("a: {b: 1, \"b\": 2}", 1, 11, "a.b", "duplicate key, first defined on line 1: remove one")]
    [InlineData("a: {x: 1}\nb:\n  <<: {x: 2}", 3, 3, "", "merge keys (<<) are not supported: write the values out")]
    [InlineData("a: 1\n---\nb: 2", 2, 1, "", "more than one document: keep one, and remove the line \"---\"")]
    [InlineData("a: 1\n...\n---\nb: 2", 3, 1, "", "more than one document: keep one, and remove the line \"---\"")]
    [InlineData("? [a]\n: 1", 1, 3, "", "a key must be text, not a list or a map")]
    [InlineData("a: 1\n: 2", 2, 3, "", "the key before this value is missing or empty")]
    [InlineData("a: 1\u0000", 1, 5, "", "control character \\u0000: remove it, or check that this is a text file")]
    [InlineData("a: 1\nb: \u001b[31m", 2, 4, "", "control character \\u001b: remove it, or check that this is a text file")]
    public void What_a_data_file_does_not_need_is_refused_with_its_position(string text, int line, int column, string keyPath, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("file.yaml", text);

        var error = Should.Throw<YamlFileException>(() => YamlFile.Read(path));

        error.Problem.ShouldBe(problem);
        (error.Line, error.Column, error.KeyPath).ShouldBe((line, column, keyPath));
        error.Message.ShouldBe($"{path}:{line}:{column}: {(keyPath.Length == 0 ? "" : keyPath + ": ")}{problem}");
    }

    [Theory]
    [InlineData("a: [1, 2", 1)]
    [InlineData("a: 1\n\tb: 2", 2)]
    [InlineData("a: \"open", 1)]
    [InlineData("a: 1\n  b: 2", 2)]
    [InlineData("a: b: c", 1)]
    [InlineData("a: \"\\q\"", 1)]
    [InlineData("a: @x", 1)]
    [InlineData("]", 1)]
    [InlineData("%YAML 9.9\n---\na: 1", 1)]
    public void Broken_syntax_is_one_line_with_its_position(string text, int line)
    {
        var error = Should.Throw<YamlFileException>(() => YamlFile.Parse("f.yaml", text));

        error.Message.ShouldStartWith($"f.yaml:{line}:");
        error.Message.ShouldContain("not valid YAML");
        error.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void A_missing_value_has_the_position_of_its_key()
    {
        var map = YamlFile.Parse("f.yaml", "a: 1\nb:\n\nc: 2\n")!.AsMap();

        Should.Throw<YamlFileException>(() => map.Entries.Single(entry => entry.Key == "b").Value.AsCount()).Message
            .ShouldBe("f.yaml:2:1: b: expected a whole number above 0, found nothing");
    }

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_anchor()
    {
        var bomb = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var c = 'b'; c <= 'z'; c++) bomb.Append($"{c}: &{c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n");

        Should.Throw<YamlFileException>(() => YamlFile.Parse("bomb.yaml", bomb.ToString())).Message.ShouldStartWith("bomb.yaml:1:4: a: anchors (&a)");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{a: ")]
    public void Deep_nesting_is_refused_before_it_costs_anything(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, YamlLimits.FileBytes / opening.Length));

        foreach (var (input, section) in new[] { (text, null), ("other: \n  " + text, "benchmarks") })
            Should.Throw<YamlFileException>(() => YamlFile.Parse("deep.yaml", input, section)).Message.ShouldStartWith("deep.yaml:");
    }

    [Fact]
    public void Deep_indentation_is_refused()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(depth => $"{new string(' ', depth)}a:\n"));

        Should.Throw<YamlFileException>(() => YamlFile.Parse("deep.yaml", text)).Problem.ShouldBe("nested too deeply: at most 32 levels are read");
    }

    [Fact]
    public void Too_many_values_are_refused()
    {
        var text = $"[{string.Concat(Enumerable.Repeat("1,", YamlLimits.Nodes))}]";

        Should.Throw<YamlFileException>(() => YamlFile.Parse("wide.yaml", text)).Problem.ShouldStartWith("too many values");
    }

    [Fact]
    public void A_file_of_100_MB_is_refused_without_being_read()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["big.yaml"])) file.SetLength(100 * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Should.Throw<YamlFileException>(() => YamlFile.Read(folder["big.yaml"]));

        error.Message.ShouldBe($"{folder["big.yaml"]}:1:1: the file is too large: at most 4 MB are read, found 100 MB");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public void A_file_of_just_4_MB_is_read()
    {
        using var folder = new TemporaryFolder();
        var text = "a: 1\n#" + new string('x', YamlLimits.FileBytes - 6);
        YamlFile.Read(folder.Write("full.yaml", text)).ShouldNotBeNull();

        Should.Throw<YamlFileException>(() => YamlFile.Read(folder.Write("over.yaml", text + "x"))).Problem.ShouldStartWith("the file is too large");
    }

    [Fact]
    public void A_device_without_an_end_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "no /dev/zero on this system");

        Should.Throw<YamlFileException>(() => YamlFile.Read("/dev/zero")).Problem.ShouldStartWith("the file is too large");
    }

    [Fact]
    public void A_folder_a_missing_file_and_an_unreadable_file_are_one_line_each()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<YamlFileException>(() => YamlFile.Read(folder.Path)).Problem.ShouldBe("is a folder: name a YAML file");
        Should.Throw<YamlFileException>(() => YamlFile.Read(folder["none.yaml"])).Problem.ShouldBe("there is no such file: check the path");
        Should.Throw<YamlFileException>(() => YamlFile.Read(folder["none/none.yaml"])).Problem.ShouldBe("there is no such file: check the path");
        // Opens, but reading fails even for root.
        if (File.Exists("/proc/self/mem"))
            Should.Throw<YamlFileException>(() => YamlFile.Read("/proc/self/mem")).Problem.ShouldStartWith("the file could not be read");
    }

    [Fact]
    public void A_file_that_may_not_be_read_says_so()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("file permissions do not restrict this user");
            return;
        }

        using var folder = new TemporaryFolder();
        var path = folder.Write("secret.yaml", "a: 1");
        File.SetUnixFileMode(path, UnixFileMode.None);

        Should.Throw<YamlFileException>(() => YamlFile.Read(path)).Problem.ShouldBe("permission denied: check the permissions of the file");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_with_their_position()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. "a: 1\nname: J"u8, 0xFC, .. "rgen\n"u8];

        var error = Should.Throw<YamlFileException>(() => YamlFile.Read(folder.Write("latin1.yaml", bytes)));

        (error.Line, error.Column, error.Problem).ShouldBe((2, 8, "not valid UTF-8: save the file as UTF-8 text"));
        Should.Throw<YamlFileException>(() => YamlFile.Read(folder.Write("utf16.yaml", Encoding.Unicode.GetPreamble())))
            .Problem.ShouldBe("the file is UTF-16: save it as UTF-8");
    }

    [Fact]
    public void A_byte_order_mark_windows_line_ends_and_comments_are_read()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "# note\r\na: \"ü\"\r\nb: [1,\t2]\r\n"u8];

        var map = YamlFile.Read(folder.Write("bom.yaml", bytes))!.AsMap();

        map.Find("a")!.AsText().ShouldBe("ü");
        map.Find("b")!.AsList().Select(item => item.AsCount()).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("null")]
    public void A_file_that_holds_nothing_has_no_root(string text) => YamlFile.Parse("f.yaml", text).ShouldBeNull();

    [Fact]
    public void Another_programs_sections_may_use_all_of_YAML()
    {
        const string text = "models: &m {a: !x 1}\nmore: {<<: *m}\nmore: twice\n? [k]\n: *m\nbenchmarks: {enabled: true}\n";

        YamlFile.Parse("persona.yaml", text, "benchmarks")!.AsMap().Entries.Single().Key.ShouldBe("benchmarks");
    }
}
