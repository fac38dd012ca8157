using System.Globalization;
using System.Text;
using System.Xml;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Documents.Formats.Junit;

/// <summary>A JUnit XML document, as CI systems read it.</summary>
internal static class JunitReport
{
    private const int LongestText = 4000;

    public static string Write(string name, IReadOnlyList<JunitSuite> suites)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", name);
            WriteCounts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var suite in suites)
            {
                WriteSuite(xml, suite);
            }

            xml.WriteEndElement();
        }

        // The text is written as UTF-8, whatever a string writer would declare.
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}";
    }

    private static void WriteSuite(XmlWriter xml, JunitSuite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(suite.Name));
        WriteCounts(xml, suite.Cases);
        xml.WriteAttributeString("timestamp", suite.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        WriteProperties(xml, suite.Properties);
        foreach (var one in suite.Cases)
        {
            WriteCase(xml, suite, one);
        }

        xml.WriteEndElement();
    }

    private static void WriteProperties(XmlWriter xml, IReadOnlyList<(string Name, string Value)> properties)
    {
        if (properties.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (var (name, value) in properties)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", Clean(name));
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, JunitSuite suite, JunitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(suite.Name));
        xml.WriteAttributeString("name", Clean(one.Name));
        xml.WriteAttributeString("time", "0");
        if (one.Outcome != JunitOutcome.Passed)
        {
            var isFailure = one.Outcome == JunitOutcome.Failed;
            xml.WriteStartElement(isFailure ? "failure" : "skipped");
            xml.WriteAttributeString("message", Clean(one.Message));
            if (isFailure)
            {
                xml.WriteAttributeString("type", Clean(one.Kind));
                xml.WriteString(Clean(one.Details));
            }

            xml.WriteEndElement();
        }

        if (one.Outcome != JunitOutcome.Failed)
        {
            xml.WriteElementString("system-out", Clean($"{one.Kind}: {one.Details}"));
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<JunitCase> cases)
    {
        Count("tests", cases.Count);
        Count("failures", cases.Count(one => one.Outcome == JunitOutcome.Failed));
        Count("errors", 0);
        Count("skipped", cases.Count(one => one.Outcome == JunitOutcome.Skipped));

        void Count(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
    }

    // Control characters and lone surrogates are not allowed in XML, not even escaped.
    private static string Clean(string text) =>
        string.Concat(Printable.Line(text, LongestText).EnumerateRunes().Where(rune => rune.Value is not (0xFFFE or 0xFFFF)));
}

internal enum JunitOutcome
{
    Passed,
    Failed,
    Skipped,
}

internal sealed record JunitSuite(string Name, DateTimeOffset At, IReadOnlyList<JunitCase> Cases)
{
    /// <summary>Further facts, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Properties { get; init; } = [];
}

/// <summary>One test.</summary>
/// <param name="Name">What was tested.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Kind">The outcome in the terms of the subject, such as <c>warning</c>.</param>
/// <param name="Message">The outcome in one line.</param>
/// <param name="Details">The outcome in full.</param>
internal sealed record JunitCase(string Name, JunitOutcome Outcome, string Kind, string Message, string Details);
