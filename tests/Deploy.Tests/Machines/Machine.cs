using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Deploy.Tests.Units;

namespace Persona.Bench.Deploy.Tests.Machines;

/// <summary>
/// What stands in for a machine: a folder in the place of its root, and a user for its service. The commands are those of the
/// README; what they would do to the real machine's folders, they do to this one's.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly Deployment _deployment;
    private readonly string _root;

    private Machine(Deployment deployment, string root, string user) => (_deployment, _root, User) = (deployment, root, user);

    /// <summary>As <c>DynamicUser</c> would make it.</summary>
    public string User { get; }

    public ServiceProcess? Service { get; private set; }

    public static async Task<Machine> BuildAsync(Deployment deployment, string name)
    {
        var machine = new Machine(deployment, Path.Combine(deployment.Folder, "machines", name), $"pb-{name}-{Environment.ProcessId}");
        // As the packages leave it.
        await Shell.RunAsync("bash", ["-c", $"cd / && mkdir -p {machine._root}/etc/{{persona-bench/tls,postgresql/15/main,rabbitmq,systemd/system}} {machine._root}/{{opt,bin,var/lib}}"]);
        await Shell.RunAsync("bash", ["-c", $"echo 'local all all peer' >{machine._root}/etc/postgresql/15/main/pg_hba.conf"]);
        await machine.InstallAsync("systemctl", "exit 0");
        await machine.InstallAsync("rabbitmqctl", $"exec {deployment.Servers.Rabbitmqctl} \"$@\"");
        await Shell.RunAsync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", machine.User]);
        return machine;
    }

    /// <summary>A path of the machine, as it is on this one.</summary>
    public string PathOf(string path) => _root + path;

    /// <summary>Commands as root.</summary>
    /// <returns>What they said.</returns>
    public Task<string> TypeAsync(string commands)
    {
        var script = Here(commands)
            // The one address of these machines, the ports of these servers, the build that is there.
            .Replace("A=10.0.0.1\n", "A=127.0.0.1\n", StringComparison.Ordinal)
            .Replace("/etc/persona-bench \"$A\"", $"/etc/persona-bench \"$A\" {_deployment.Servers.DatabasePort} {_deployment.Servers.BrokerPort}", StringComparison.Ordinal)
            .Replace("-c Release", $"-c {Repository.Configuration} --no-build -nodeReuse:false -v quiet", StringComparison.Ordinal);
        var environment = _deployment.Servers.Administrator;
        environment["PATH"] = PathOf("/bin");
        return Shell.RunAsync("bash", ["-euc", script], environment);
    }

    /// <summary>What <c>scp</c> would bring from there.</summary>
    public async Task CopyAsync(Machine from, params string[] paths)
    {
        foreach (var path in paths)
        {
            await Shell.RunAsync("cp", ["-rp", from.PathOf(path), PathOf(path)]);
        }

        await Shell.RunAsync("bash", ["-c", $"sed -i 's|{from._root}|{_root}|g' {PathOf("/etc/persona-bench")}/*.env"]);
    }

    /// <summary>Does what systemd would do with a unit: variables, folders, user, command.</summary>
    public async Task StartAsync(string unit)
    {
        var service = await UnitFile.ReadAsync(PathOf($"/etc/systemd/system/{unit}"));
        if (service.Find("StateDirectory") is { } state)
        {
            await Shell.RunAsync("install", ["-d", "-o", User, "-m", service.Find("StateDirectoryMode")!, PathOf($"/var/lib/{state}")]);
        }

        var environment = service.All("Environment").Select(UnitFile.Assignment)
            .ToDictionary(line => line.Key, line => Here(line.Value.Replace("%i", "1", StringComparison.Ordinal)));
        foreach (var line in await File.ReadAllLinesAsync(PathOf(service.Find("EnvironmentFile")!)))
        {
            var (name, value) = UnitFile.Assignment(line);
            environment[name] = value;
        }

        // Real machines do not share their ports.
        environment["PERSONA_BENCH_LISTEN"] = "127.0.0.1:0";
        Service = new ServiceProcess(
            ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "--no-new-privs", PathOf(service.Find("ExecStart")!)],
            PathOf(service.Find("WorkingDirectory")!),
            environment);
    }

    public async ValueTask DisposeAsync()
    {
        Service?.Dispose();
        await Shell.RunAsync("userdel", [User]);
    }

    private string Here(string text) => text.Replace("/etc/", $"{_root}/etc/", StringComparison.Ordinal)
        .Replace("/opt/", $"{_root}/opt/", StringComparison.Ordinal).Replace("/var/lib/", $"{_root}/var/lib/", StringComparison.Ordinal);

    private async Task InstallAsync(string program, string does) => await Shell.RunAsync(
        "bash", ["-c", $"printf '#!/bin/bash\\n%s\\n' \"$1\" >\"$0\" && chmod 755 \"$0\"", PathOf($"/bin/{program}"), does]);
}
