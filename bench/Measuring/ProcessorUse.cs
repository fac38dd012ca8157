using System.Globalization;

namespace Persona.Bench.Measuring;

/// <summary>The share of this machine's processor time that was used between two looks, from <c>/proc/stat</c>.</summary>
internal sealed class ProcessorUse
{
    private readonly (double Idle, double All) _start = Read();

    /// <summary>From 0 to 1, over all cores.</summary>
    public double Share
    {
        get
        {
            var (idle, all) = Read();
            return 1 - ((idle - _start.Idle) / Math.Max(1, all - _start.All));
        }
    }

    private static (double Idle, double All) Read()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return (fields[3] + fields[4], fields.Take(8).Sum());
    }
}
