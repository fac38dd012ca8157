namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Units of every memory figure in the product, binary as in the system's own tools (<c>ps</c>, <c>top</c>, <c>free</c>):
/// 1 MB is 1,048,576 bytes, 1 GB is 1024 MB.
/// </summary>
internal static class MemoryUnits
{
    private const double BytesPerMb = 1024 * 1024;

    public static double ToMb(double bytes) => bytes / BytesPerMb;

    public static double ToGb(double bytes) => Math.Round(bytes / BytesPerMb / 1024, 1);
}
