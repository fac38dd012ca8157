using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Persona.Bench.Faults.Network;
using Persona.Bench.Faults.Processes;

namespace Persona.Bench.Faults.Bench;

/// <summary>A slot for a service: its connections, each through its own proxy, and the process that currently runs in it.</summary>
internal abstract class Seat(BenchGround ground, string name) : IAsyncDisposable
{
    /// <summary>Allows for a bus that does not recover and is restarted after a minute.</summary>
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromSeconds(120);

    private ServiceProcess? _process;
    private Uri? _address;
    private bool _wanted;

    public string Name => name;

    public TcpProxy Database { get; } = new(ground.DatabasePort, () => new PostgresTalk());

    public TcpProxy Broker { get; } = new(ground.BrokerPort, () => new PlainTalk());

    public ServiceProcess Process => _process ?? throw new InvalidOperationException($"{name} was not started");

    public bool IsAlive => _process is { HasEnded: false };

    protected BenchGround Ground => ground;

    protected abstract string Program { get; }

    protected virtual IReadOnlyList<string> Command => [Program, "--config", ground.ConfigurationFile];

    /// <summary>Starts a process if none is running, and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Begin();
        await ReadyAsync(cancellationToken);
    }

    /// <summary>Starts a process if none is running.</summary>
    public void Begin()
    {
        _wanted = true;
        if (IsAlive)
        {
            return;
        }

        _process?.Dispose();
        _address = null;
        var environment = new Dictionary<string, string>
        {
            ["PERSONA_BENCH_STORE"] = $"postgres:{ground.DatabaseThrough(Database.Port)}",
            ["PERSONA_BENCH_BROKER"] = ground.BrokerThrough(Broker.Port),
            ["PERSONA_BENCH_LISTEN"] = "127.0.0.1:0",
            ["PERSONA_BENCH_LEASE_S"] = $"{BenchSettings.Lease.TotalSeconds}",
        };
        AddTo(environment);
        _process = new ServiceProcess(Command, ground.Folder, name, environment);
    }

    /// <summary>Acts as a service manager: restarts a process that exited because a server was unavailable at its start.</summary>
    public void Supervise()
    {
        if (_wanted)
        {
            Begin();
        }
    }

    /// <summary>Sends SIGTERM and waits for the process to exit.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _wanted = false;
        Process.Terminate();
        await Process.EndedAsync(cancellationToken);
    }

    /// <summary>Returns when the process reports ready. Restarts it if it exits first because a server was unavailable at its start.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > ReadyDeadline)
            {
                throw new InvalidOperationException($"{name} ended: {Process.Tail()}");
            }

            Begin();
        }
    }

    /// <returns>False if the process has exited.</returns>
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            _address ??= await Process.AddressAsync(cancellationToken);
        }
        catch (InvalidOperationException) when (Process.HasEnded)
        {
            return false;
        }

        var answer = "nothing";
        await Patience.UntilAsync(
            async () => (answer = await HealthAsync(cancellationToken)) == "200" || Process.HasEnded,
            ReadyDeadline,
            () => $"{name} to be ready; last response: {answer}; output: {Process.Tail()}",
            cancellationToken);
        return !Process.HasEnded;
    }

    /// <summary>Restores all its connections.</summary>
    public virtual void Restore()
    {
        Database.Restore();
        Broker.Restore();
    }

    /// <summary>Sends SIGKILL. Data that the proxies hold for the process is lost with it.</summary>
    public virtual void Kill()
    {
        _wanted = false;
        Process.Kill();
        Database.Reset();
        Broker.Reset();
        Restore();
    }

    /// <summary>"200", or the response that came instead.</summary>
    public async Task<string> HealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await ground.Http.GetAsync(new Uri(_address!, "health/ready"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK ? "200" : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}";
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return exception.Message;
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        await Database.DisposeAsync();
        await Broker.DisposeAsync();
    }

    protected abstract void AddTo(Dictionary<string, string> environment);
}
