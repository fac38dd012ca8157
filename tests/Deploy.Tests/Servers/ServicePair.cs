using Persona.Bench.Deploy.Tests.Processes;

namespace Persona.Bench.Deploy.Tests.Servers;

/// <summary>A coordinator and a worker in a new folder, each with its own database role and broker user.</summary>
internal sealed class ServicePair : IDisposable
{
    private ServicePair(string folder, ServiceProcess coordinator, ServiceProcess worker) => (Folder, Coordinator, Worker) = (folder, coordinator, worker);

    public string Folder { get; }

    public string SpoolFolder => Path.Combine(Folder, "spool");

    public ServiceProcess Coordinator { get; }

    public ServiceProcess Worker { get; }

    /// <param name="deployment">The servers, roles and users.</param>
    /// <param name="worker">Further environment variables of the worker.</param>
    /// <param name="configuration">Their <c>persona.yaml</c>.</param>
    public static async Task<ServicePair> StartAsync(Deployment deployment, Dictionary<string, string> worker, string configuration = "benchmarks: {}\n")
    {
        var folder = Directory.CreateTempSubdirectory("persona-deploy-pair-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "persona.yaml"), configuration);
        var workers = deployment.EnvironmentOf("worker").Concat(worker).ToDictionary();
        workers["PERSONA_BENCH_SPOOL_DIR"] = Path.Combine(folder, "spool");
        var pair = new ServicePair(
            folder,
            new ServiceProcess([Programs.Coordinator, "--verbose"], folder, deployment.EnvironmentOf("coordinator")),
            new ServiceProcess([Programs.Worker, "--verbose"], folder, workers));
        try
        {
            await pair.Coordinator.ReadyAsync();
            await pair.Worker.ReadyAsync();
            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Worker.Dispose();
        Coordinator.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
