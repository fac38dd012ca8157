using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Deploy.Tests.Units;

namespace Persona.Bench.Deploy.Tests.Machines;

/// <summary>
/// A stand-in for a machine: a folder as its root, and a user for its service. The commands are those of the README, with the
/// paths of a real machine mapped to this folder.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly Deployment _deployment;
    private readonly string _root;

    private Machine(Deployment deployment, string root, string user) => (_deployment, _root, User) = (deployment, root, user);

    /// <summary>The service's user, as <c>DynamicUser</c> would create it.</summary>
    public string User { get; }

    public ServiceProcess? Service { get; private set; }

    public static async Task<Machine> BuildAsync(Deployment deployment, string name)
    {
        var machine = new Machine(deployment, Path.Combine(deployment.Folder, "machines", name), $"pb-{name}-{Environment.ProcessId}");
        // The folders and files that the packages install.
        await Shell.RunAsync("bash", ["-c", $"cd / && mkdir -p {machine._root}/etc/{{persona-bench/tls,postgresql/15/main,rabbitmq,systemd/system}} {machine._root}/{{opt,bin,var/lib}}"]);
        await Shell.RunAsync("bash", ["-c", $"echo 'local all all peer' >{machine._root}/etc/postgresql/15/main/pg_hba.conf"]);
        await machine.InstallAsync("systemctl", "exit 0");
        await machine.InstallAsync("rabbitmqctl", $"exec {deployment.Servers.Rabbitmqctl} \"$@\"");
        await Shell.RunAsync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", machine.User]);
        return machine;
    }

    /// <summary>Maps a path of the machine to its real path.</summary>
    public string PathOf(string path) => _root + path;

    /// <summary>Runs commands as root.</summary>
    /// <returns>Their output.</returns>
    public Task<string> TypeAsync(string commands)
    {
        var script = Here(commands)
            // Substitutes the address that all these machines share, the ports of the test servers and the existing build.
            .Replace("A=10.0.0.1\n", "A=127.0.0.1\n", StringComparison.Ordinal)
            .Replace("/etc/persona-bench \"$A\"", $"/etc/persona-bench \"$A\" {_deployment.Servers.DatabasePort} {_deployment.Servers.BrokerPort}", StringComparison.Ordinal)
            .Replace("-c Release", $"-c {Repository.Configuration} --no-build -nodeReuse:false -v quiet", StringComparison.Ordinal);
        var environment = _deployment.Servers.Administrator;
        environment["PATH"] = PathOf("/bin");
        return Shell.RunAsync("bash", ["-euc", script], environment);
    }

    /// <summary>Copies files from another machine, as <c>scp</c> would.</summary>
    public async Task CopyAsync(Machine from, params string[] paths)
    {
        foreach (var path in paths)
        {
            await Shell.RunAsync("cp", ["-rp", from.PathOf(path), PathOf(path)]);
        }

        await Shell.RunAsync("bash", ["-c", $"sed -i 's|{from._root}|{_root}|g' {PathOf("/etc/persona-bench")}/*.env"]);
    }

    /// <summary>Starts a unit as systemd would: variables, folders, user, command.</summary>
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

        // Any free port: unlike real machines, these share their ports.
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
