using System.Runtime.ExceptionServices;

namespace Persona.Bench.Cli.Execution;

/// <summary>Disposes what was pushed, last first. A failure does not stop the others; the first one is rethrown at the end.</summary>
internal sealed class DisposableStack : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> _parts = new();

    public T Push<T>(T part) where T : IAsyncDisposable
    {
        _parts.Push(part.DisposeAsync);
        return part;
    }

    public T PushSync<T>(T part) where T : IDisposable
    {
        _parts.Push(() =>
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        });
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        ExceptionDispatchInfo? first = null;
        while (_parts.TryPop(out var dispose))
        {
            try
            {
                await dispose();
            }
            catch (Exception exception)
            {
                first ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        first?.Throw();
    }
}
