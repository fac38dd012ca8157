using System.Text;

namespace Persona.Bench.Hosting.Streams;

/// <summary>A standard stream whose failures are handled in one place.</summary>
/// <param name="inner">The stream; null: the process was started without it.</param>
/// <param name="onFault">Called with the reason when something could not be written; if it returns, that output is dropped.</param>
internal sealed class GuardedWriter(TextWriter? inner, Action<Exception> onFault) : TextWriter
{
    public override Encoding Encoding => inner?.Encoding ?? Encoding.UTF8;

    public override void Write(char value)
    {
        Span<char> one = [value];
        Write(one);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        try
        {
            Required.Write(buffer);
        }
        catch (Exception exception) when (IsOfStream(exception))
        {
            onFault(exception);
        }
    }

    // In one piece: another process may write to the same terminal.
    public override void WriteLine(string? value) => Write($"{value}{NewLine}");

    public override void Flush()
    {
        try
        {
            inner?.Flush();
        }
        catch (Exception exception) when (IsOfStream(exception))
        {
            onFault(exception);
        }
    }

    private TextWriter Required => inner ?? throw new IOException("it is closed");

    private static bool IsOfStream(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException or ArgumentException or NotSupportedException;
}
