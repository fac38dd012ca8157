using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Yaml;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("1.10", "1.10")]
    [InlineData("\"1.10\"", "1.10")]
    [InlineData("true", "true")]
    [InlineData("2025-01-15", "2025-01-15")]
    [InlineData("'null'", "null")]
    [InlineData("|\n  two\n  lines", "two\nlines")]
    [InlineData("\"tab\\tend\"", "tab\tend")]
    public void Text_keeps_its_spelling(string yaml, string text) => Value(yaml).AsText().ShouldBe(text);

    [Theory]
    [InlineData("", "expected text, found nothing")]
    [InlineData("~", "expected text, found nothing")]
    [InlineData("[1]", "expected text, found a list")]
    [InlineData("{a: 1}", "expected text, found a map")]
    [InlineData("\"\\e[31m\"", "the text contains a control character: remove it")]
    [InlineData("\"\\uD800\"", null)]
    public void What_is_no_text_is_refused(string yaml, string? problem) => ShouldFail(() => Value(yaml).AsText(), problem);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("+7", 7)]
    [InlineData("2147483647", int.MaxValue)]
    public void Whole_numbers_are_read(string yaml, int value) => Value(yaml).AsCount().ShouldBe(value);

    [Theory]
    [InlineData("-3", "expected a whole number above 0, found -3")]
    [InlineData("0", "expected a whole number above 0, found 0")]
    [InlineData("1.5", "expected a whole number above 0, found 1.5")]
    [InlineData("2147483648", "expected a whole number above 0, found 2147483648")]
    [InlineData("99999999999999999999", "expected a whole number above 0, found 99999999999999999999")]
    [InlineData("\"10\"", "expected a whole number above 0, found the quoted text \"10\"")]
    [InlineData("ten", "expected a whole number above 0, found \"ten\"")]
    [InlineData("0x10", "expected a whole number above 0, found \"0x10\"")]
    [InlineData("1_000", "expected a whole number above 0, found \"1_000\"")]
    [InlineData("", "expected a whole number above 0, found nothing")]
    [InlineData("sk-abcdef", "expected a whole number above 0, found text that looks like a secret")]
    public void What_is_no_count_is_refused(string yaml, string problem) => ShouldFail(() => Value(yaml).AsCount(), problem);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("-0.5", -0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.5E-07", 1.5e-7)]
    public void Numbers_are_read(string yaml, double value) => Value(yaml).AsNumber().ShouldBe(value);

    [Theory]
    [InlineData(".nan")]
    [InlineData(".NaN")]
    [InlineData("NaN")]
    [InlineData(".inf")]
    [InlineData("-.inf")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("\"1\"")]
    [InlineData("1,5")]
    [InlineData("true")]
    [InlineData("1:30")]
    public void What_is_no_finite_number_is_refused(string yaml) =>
        Should.Throw<YamlFileException>(() => Value(yaml).AsNumber()).Problem.ShouldStartWith("expected a finite number, found ");

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public void Truth_values_are_read(string yaml, bool value) => Value(yaml).AsBool().ShouldBe(value);

    [Theory]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("1")]
    [InlineData("\"true\"")]
    public void What_is_no_truth_value_is_refused(string yaml) =>
        Should.Throw<YamlFileException>(() => Value(yaml).AsBool()).Problem.ShouldStartWith("expected true or false, found ");

    [Theory]
    [InlineData("\"2025-01-15T10:30:00Z\"", "2025-01-15T10:30:00Z")]
    [InlineData("2025-01-15T10:30:00+02:00", "2025-01-15T08:30:00Z")]
    [InlineData("2025-01-15T10:30:00.123456", "2025-01-15T10:30:00.123456Z")]
    [InlineData("2025-01-15 10:30:00", "2025-01-15T10:30:00Z")]
    [InlineData("2025-01-15", "2025-01-15T00:00:00Z")]
    [InlineData("2025-01-15T10:30:00.123456789Z", "2025-01-15T10:30:00.1234567Z")]
    [InlineData("\"2025-01-15 10:30:00.999999999999+02:00\"", "2025-01-15T08:30:00.9999999Z")]
    [InlineData("2025-01-15T10:30:00.123456789-05:30", "2025-01-15T16:00:00.1234567Z")]
    [InlineData("2025-01-15t10:30:00z", "2025-01-15T10:30:00Z")]
    [InlineData("2025-01-15t10:30:00.5+02:00", "2025-01-15T08:30:00.5Z")]
    public void Timestamps_are_read_as_UTC(string yaml, string value) => Value(yaml).AsTimestamp().ShouldBe(DateTimeOffset.Parse(value));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("15.01.2025")]
    [InlineData("2025-02-30T00:00:00Z")]
    [InlineData("1736937000")]
    [InlineData("2025-01-15T10:30:00.12345678x")]
    [InlineData("2025-01-15T10:30.123456789Z")]
    public void What_is_no_timestamp_is_refused(string yaml) =>
        Should.Throw<YamlFileException>(() => Value(yaml).AsTimestamp()).Problem.ShouldStartWith("expected a timestamp such as ");

    private static YamlNode Value(string yaml) => YamlFile.Parse("f.yaml", $"k: {yaml}")!.AsMap().Entries.Single().Value;

    private static void ShouldFail(Action read, string? problem)
    {
        var error = Should.Throw<YamlFileException>(read);
        if (problem is not null) error.Problem.ShouldBe(problem);
    }
}
