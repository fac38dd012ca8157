using System.Globalization;
using CsvHelper;

namespace Persona.Bench.Worker.Inputs;

/// <summary>Survey responses: every row is an item, as lines of <c>header: value</c>; empty answers are left out.</summary>
internal static class SurveyCsv
{
    public static IEnumerable<string> Split(InputFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Text))
            return [];

        try
        {
            using var reader = CsvReader.FromText(file.Text, Options(file.Text));
            return Rows(reader, file.Name);
        }
        catch (CsvFormatException exception)
        {
            throw new InputException($"{file.Name}, line {exception.LineNumber}: bad CSV, a quotation mark is misplaced; close it or double it inside a value");
        }
    }

    // The separator is the most frequent candidate in the header: office programs write the one of their locale.
    private static CsvReaderOptions Options(string text) => new()
    {
        Separator = ",;\t".MaxBy(candidate => text.TrimStart().Split('\n', 2)[0].Count(candidate.Equals)),
        FormatProvider = CultureInfo.InvariantCulture,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    private static List<string> Rows(CsvReader reader, string name)
    {
        var items = new List<string>();
        reader.ReadHeader();
        var headers = reader.Headers.Select(header => header.Trim()).ToArray();
        while (reader.Read())
        {
            if (reader.FieldCount != headers.Length)
                throw new InputException(Mismatch(name, reader, headers.Length));
            items.Add(string.Join('\n', Cells(reader, headers)));
        }

        return items;
    }

    private static IEnumerable<string> Cells(CsvReader reader, string[] headers)
    {
        for (var column = 0; column < headers.Length; column++)
        {
            if (reader.GetString(column).Trim() is { Length: > 0 } value)
                yield return $"{headers[column]}: {value}";
        }
    }

    private static string Mismatch(string name, CsvReader reader, int headers) =>
        $"{name}, line {reader.LineNumber}: bad CSV, {reader.FieldCount} values for {headers} headers; quote values that contain the separator";
}
