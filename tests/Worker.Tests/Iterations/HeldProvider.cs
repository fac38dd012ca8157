using Microsoft.AspNetCore.Http;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Tests.Providers;

namespace Persona.Bench.Worker.Tests.Iterations;

/// <summary>A loopback provider that answers each request only when the test allows it, and counts the waiting ones.</summary>
internal sealed class HeldProvider : IAsyncDisposable
{
    private readonly SemaphoreSlim _leave = new(0);
    private StubServer _server = null!;
    private int _held;
    private int _most;
    private int _answered;

    public Uri Url => _server.Url;

    /// <summary>Requests received, warm-ups included.</summary>
    public int Arrived => _server.Requests.Count;

    /// <summary>Requests currently waiting for permission.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>The most that ever waited at the same time.</summary>
    public int MostHeld => Volatile.Read(ref _most);

    public int Answered => Volatile.Read(ref _answered);

    public IEnumerable<string> Prompts => _server.Requests.Select(request => request.Body);

    public static async Task<HeldProvider> StartAsync(bool open = false)
    {
        var provider = new HeldProvider();
        provider._server = await StubServer.StartAsync(provider.AnswerAsync);
        if (open)
        {
            provider.Answer(1_000_000);
        }

        return provider;
    }

    /// <summary>Lets this many requests be answered, in any order.</summary>
    public void Answer(int requests) => _leave.Release(requests);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var held = Interlocked.Increment(ref _held);
        InterlockedMax(held);
        try
        {
            await _leave.WaitAsync(context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }

        await new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.Emulated, context);
        Interlocked.Increment(ref _answered);
    }

    private void InterlockedMax(int value)
    {
        for (var most = _most; value > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, value, most);
        }
    }
}
