using Persona.Bench.Core.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Persona.Bench.Storage.Yaml;

/// <summary>The events of YamlDotNet's parser, with its errors as ours.</summary>
internal sealed class YamlEvents(string file, string text)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text)));

    public ParsingEvent Current => _parser.Current!;

    public int Line => (int)Current.Start.Line;

    public int Column => (int)Current.Start.Column;

    public ParsingEvent Move()
    {
        try
        {
            return _parser.MoveNext() ? Current : throw new YamlFileException(YamlPlace.Root(file), "not valid YAML: it ends too early");
        }
        catch (YamlException error)
        {
            throw new YamlFileException(PlaceOf(Culprit(error)), $"not valid YAML: {Reason(error)}", error);
        }
        catch (Exception error) when (IsParserFault(error))
        {
            throw new YamlFileException(YamlPlace.Root(file, LastLine), "not valid YAML after this line", error);
        }
    }

    /// <summary>Goes to the last event of the current node, without recursion.</summary>
    public void Skip()
    {
        var open = Current.NestingIncrease;
        while (open > 0)
        {
            open += Move().NestingIncrease;
            // The scanner's time grows with the square of the depth, so that what is not kept is bounded too.
            if (open > YamlLimits.Depth) throw new YamlFileException(YamlPlace.Root(file, Line, Column), YamlLimits.TooDeep);
        }
    }

    // The start of what was being read says more than its end, except where one character is to blame.
    private static Mark Culprit(YamlException error) =>
        error.Message.Contains("tab character", StringComparison.Ordinal) ? error.End : error.Start;

    // The parser counts a line after the last one where the text does not end in a line feed.
    private YamlPlace PlaceOf(Mark mark)
    {
        var lines = 1 + text.AsSpan().Count('\n');
        return mark.Line > lines
            ? YamlPlace.Root(file, lines, text.Length - text.LastIndexOf('\n'))
            : YamlPlace.Root(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
    }

    private int LastLine => _parser.Current is { } current ? Math.Max(1, (int)current.Start.Line) : 1;

    // What the library is known to throw on broken input besides its own exception.
    private static bool IsParserFault(Exception error) => error
        is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException
        or KeyNotFoundException or NullReferenceException;

    private static string Reason(YamlException error)
    {
        var message = Printable.Line((error.InnerException ?? error).Message, 200).TrimEnd('.');
        return message.Length == 0 ? "check the indentation and the quotes" : char.ToLowerInvariant(message[0]) + message[1..];
    }
}
