using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Bench;

/// <summary>A small disk for one process, which can be filled: a tmpfs mounted in that process's own namespace. Needs no root.</summary>
internal static class SmallDisk
{
    private const string Mount = "mount -t tmpfs -o size=512k,mode=700 spool \"$0\" && exec \"$@\"";
    private const string FillerName = "filler";

    /// <summary>False where the kernel denies namespaces to ordinary users.</summary>
    public static async Task<bool> IsPossibleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Shell.RunAsync("unshare", ["-rm", "bash", "-c", Mount, "/mnt", "true"], cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static IReadOnlyList<string> Around(string folder, IReadOnlyList<string> command)
    {
        Directory.CreateDirectory(folder);
        return ["unshare", "-rm", "bash", "-c", Mount, folder, .. command];
    }

    /// <summary>Fills the disk completely.</summary>
    public static void Fill(WorkerSeat worker)
    {
        using var filler = new FileStream(FillerOf(worker), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public static void Empty(WorkerSeat worker) => File.Delete(FillerOf(worker));

    /// <summary>The path as the process sees it.</summary>
    private static string FillerOf(WorkerSeat worker) => Path.Combine($"/proc/{worker.Process.Id}/root{worker.SpoolFolder}", FillerName);
}
