using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Hosting.Tests.Services;

public sealed class StopDeadlineTests
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(90);
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly TaskCompletionSource<int> _exit = new();

    [Fact]
    public async Task A_stop_that_does_not_end_is_ended()
    {
        await BeginAsync();

        _lifetime.StopApplication();
        _time.Advance(ShutdownTimeout);
        _exit.Task.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));

        (await _exit.Task.WaitAsync(TimeSpan.FromSeconds(10), TestStore.Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_not_asked_to_stop_lives()
    {
        await BeginAsync();

        _time.Advance(TimeSpan.FromDays(100));

        _exit.Task.IsCompleted.ShouldBeFalse();
    }

    private Task BeginAsync()
    {
        var options = Options.Create(new HostOptions { ShutdownTimeout = ShutdownTimeout });
        return new StopDeadline(_lifetime, options, _time, NullLogger<StopDeadline>.Instance, _exit.SetResult).StartAsync(TestStore.Token);
    }
}
