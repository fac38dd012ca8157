using System.Runtime.CompilerServices;
using Persona.Bench.Core.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Persona.Bench.Files.Yaml;

/// <summary>The events of YamlDotNet's parser, with its errors translated into ours.</summary>
internal sealed class YamlEvents
{
    private const string TabIndents = "not valid YAML: tabs cannot indent a line: use spaces";
    private readonly string _file;
    private readonly string _text;
    private readonly StrongBox<int> _read = new();
    private readonly Parser _parser;

    public YamlEvents(string file, string text)
    {
        (_file, _text) = (file, text);
        _parser = new Parser(new Scanner(new CountingReader(text, _read)));
    }

    public ParsingEvent Current => _parser.Current!;

    public int Line => (int)Current.Start.Line;

    public int Column => (int)Current.Start.Column;

    public ParsingEvent Move()
    {
        try
        {
            return _parser.MoveNext() ? Current : throw new YamlFileException(YamlLocation.Root(_file), "not valid YAML: unexpected end of the file");
        }
        catch (YamlException error)
        {
            throw (SpeaksOfTab(error) ? Tab(error, (int)error.Start.Line) : null)
                ?? new YamlFileException(LocationOf(Culprit(error)), $"not valid YAML: {Reason(error)}", error);
        }
        catch (Exception error) when (IsParserFault(error))
        {
            throw Tab(error, LastLine) ?? new YamlFileException(YamlLocation.Root(_file, LastLine), "not valid YAML after this line", error);
        }
    }

    /// <summary>Moves to the last event of the current node, without recursion.</summary>
    public void Skip()
    {
        var open = Current.NestingIncrease;
        while (open > 0)
        {
            open += Move().NestingIncrease;
            // The scanner's time grows with the square of the depth, so skipped content is limited too.
            if (open > YamlLimits.Depth) throw new YamlFileException(YamlLocation.Root(_file, Line, Column), YamlLimits.TooDeep);
        }
    }

    // The start of what was being read says more than its end, unless a single character is to blame.
    private static Mark Culprit(YamlException error) =>
        SpeaksOfTab(error) ? error.End : error.Start;

    private static bool SpeaksOfTab(YamlException error) => error.Message.Contains(" tab ", StringComparison.Ordinal);

    // The parser reports the start of what a tab broke, which may be the start of the file. Its last read ends in the tab's line, or
    // in one of the following lines that have tabs too.
    private YamlFileException? Tab(Exception error, int from)
    {
        var lines = _text.Split('\n');
        var line = 1 + _text.AsSpan(0, Math.Min(_read.Value, _text.Length)).Count('\n');
        while (line >= Math.Max(1, from) && TabIn(lines[line - 1]) < 0) line--;
        while (line > Math.Max(1, from) && TabIn(lines[line - 2]) >= 0) line--;
        return line >= Math.Max(1, from)
            ? new YamlFileException(YamlLocation.Root(_file, line, TabIn(lines[line - 1]) + 1), TabIndents, error)
            : null;
    }

    private static int TabIn(string line) => line.AsSpan(0, line.Length - line.TrimStart(' ', '\t').Length).IndexOf('\t');

    // If the text does not end in a line feed, the parser counts one line too many.
    private YamlLocation LocationOf(Mark mark)
    {
        var lines = 1 + _text.AsSpan().Count('\n');
        return mark.Line > lines
            ? YamlLocation.Root(_file, lines, _text.Length - _text.LastIndexOf('\n'))
            : YamlLocation.Root(_file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
    }

    private int LastLine => _parser.Current is { } current ? Math.Max(1, (int)current.Start.Line) : 1;

    // Besides its own exception, the library is known to throw these on broken input.
    private static bool IsParserFault(Exception error) => error
        is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException
        or KeyNotFoundException or NullReferenceException;

    private static string Reason(YamlException error)
    {
        var message = Printable.Line((error.InnerException ?? error).Message, 200).TrimEnd('.');
        return message.Length == 0 ? "check the indentation and the quotes" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    // The scanner reads at most a few characters ahead.
    private sealed class CountingReader(string text, StrongBox<int> position) : StringReader(text)
    {
        public override int Read()
        {
            position.Value++;
            return base.Read();
        }

        public override int Read(char[] buffer, int index, int count)
        {
            var read = base.Read(buffer, index, count);
            position.Value += read;
            return read;
        }
    }
}
