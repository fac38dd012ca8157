using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Tests.Inputs;

public sealed class InputPoolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inputs");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_row_of_a_survey_is_an_item_without_empty_answers() =>
        (await Items("survey.csv", "id,age,says\n1,34,\"I said: \"\"no\"\", twice\"\n2,,  fine \n"))
            .ShouldBe(["id: 1\nage: 34\nsays: I said: \"no\", twice", "id: 2\nsays: fine"]);

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task A_survey_may_be_separated_as_office_programs_do(char separator) =>
        (await Items("survey.csv", "id,says\n1,yes\n".Replace(',', separator))).ShouldBe(["id: 1\nsays: yes"]);

    [Fact]
    public async Task An_answer_may_have_several_lines() =>
        (await Items("survey.csv", "id,says\n1,\"first\r\nsecond\"\n\n2,x\n")).ShouldBe(["id: 1\nsays: first\nsecond", "id: 2\nsays: x"]);

    [Fact]
    public async Task An_element_of_a_json_array_is_an_item() =>
        (await Items("notes.json", """["plain", {"who": "P1", "wish": null, "tried": ["a", "b"], "n": 3, "ok": true, "more": {"x": "1", "y": 2}}]"""))
            .ShouldBe(["plain", "who: P1\ntried: a; b\nn: 3\nok: true\nmore: x: 1, y: 2"]);

    [Fact]
    public async Task The_arrays_of_a_json_object_hold_the_items() =>
        (await Items("notes.json", """{"study": "one", "notes": ["a", "b"], "later": ["c"]}""")).ShouldBe(["a", "b", "c"]);

    [Fact]
    public async Task A_section_of_a_transcript_is_an_item() =>
        (await Items("talks.md", "# Talks\n\nIntroduction.\n\n## Ines, 34\n\nShe said.\n\n### Later\nMore.\n## Empty\n\n#### Deep\nkept\n"))
            .ShouldBe(["Ines, 34\nShe said.", "Later\nMore.", "Empty\n#### Deep\nkept"]);

    [Fact]
    public async Task A_heading_without_text_and_a_heading_in_a_code_block_are_none() =>
        (await Items("talks.md", "## A\n\n## B\n```\n## not a heading\n```\n## \n#hash\n"))
            .ShouldBe(["B\n```\n## not a heading\n```", "#hash"]);

    [Fact]
    public async Task A_transcript_without_sections_is_one_item() =>
        (await Items("talk.MD", "# Talk\n\nOnly this.\n")).ShouldBe(["# Talk\n\nOnly this."]);

    [Fact]
    public async Task Field_notes_are_cut_at_blank_lines() =>
        (await Items("notes.txt", "\n\none\nstill one  \n \t\n\ntwo")).ShouldBe(["one\nstill one", "two"]);

    [Fact]
    public async Task Items_keep_the_order_of_the_files()
    {
        Write("a.txt", "one\n\ntwo");
        Write("b.txt", "three");
        (await Load("b.txt", "a.txt")).Items.ShouldBe(["three", "one", "two"]);
    }

    [Fact]
    public async Task A_path_may_be_absolute()
    {
        Write("a.txt", "one");
        var pool = await InputPool.LoadAsync([Path.Combine(_folder.FullName, "a.txt")], "/nowhere", TestContext.Current.CancellationToken);
        pool.Items.ShouldBe(["one"]);
    }

    [Fact]
    public async Task Sizes_are_bytes_of_utf8()
    {
        Write("a.txt", "Zoë\n\nab");
        (await Load("a.txt")).Sizes.ShouldBe([4, 2]);
    }

    // printf '3\none\n8\ntwo\nzwö\n' | sha256sum; the format is described at Hash.
    [Fact]
    public async Task The_hash_is_the_one_that_sha256sum_gives_for_the_documented_form()
    {
        Write("a.txt", "one\n\ntwo\nzwö\n");
        (await Load("a.txt")).Hash.ShouldBe("sha256:83e31e358353f879db02f894d967708cbe1b51e90bfb07ee5c7cf1ca39887f1e");
    }

    [Fact]
    public async Task Line_ends_byte_order_mark_and_file_names_do_not_change_the_hash()
    {
        Write("a.txt", "one\ntwo\n\nthree\n");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "b.txt"),
            "one\r\ntwo\r\n\r\nthree",
            new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            TestContext.Current.CancellationToken);
        (await Load("b.txt")).Hash.ShouldBe((await Load("a.txt")).Hash);
    }

    [Fact]
    public async Task Where_one_item_ends_and_the_next_begins_changes_the_hash()
    {
        Write("a.txt", "one\n\ntwo");
        Write("b.txt", "one\ntwo");
        (await Load("a.txt")).Hash.ShouldNotBe((await Load("b.txt")).Hash);
    }

    private async Task<IReadOnlyList<string>> Items(string name, string text)
    {
        Write(name, text);
        return (await Load(name)).Items;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private Task<InputPool> Load(params string[] names) => InputPool.LoadAsync(names, _folder.FullName, TestContext.Current.CancellationToken);
}
