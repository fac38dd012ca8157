using System.Text;

namespace Persona.Bench.Worker.Machine;

/// <summary>Reads a pipe to its end, so that the writer never blocks, and keeps only the beginning.</summary>
internal sealed class BoundedOutput
{
    private const int Kept = 4096;
    private readonly StringBuilder _text = new();

    public BoundedOutput(StreamReader reader) => Drained = DrainAsync(reader);

    public Task Drained { get; }

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    private async Task DrainAsync(StreamReader reader)
    {
        var buffer = new char[1024];
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer.AsMemory(), CancellationToken.None)) > 0)
                Keep(buffer.AsSpan(0, read));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was abandoned and its pipes closed under this reader.
        }
    }

    private void Keep(ReadOnlySpan<char> characters)
    {
        lock (_text)
            _text.Append(characters[..Math.Min(characters.Length, Kept - _text.Length)]);
    }
}
