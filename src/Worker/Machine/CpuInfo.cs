namespace Persona.Bench.Worker.Machine;

/// <summary>Finds the CPU model in <c>/proc/cpuinfo</c>, whose format differs by architecture.</summary>
internal static class CpuInfo
{
    // In order: x86 and others, MIPS, RISC-V, POWER.
    private static readonly string[] ModelKeys = ["model name", "cpu model", "uarch", "cpu"];

    public static string? Model(string cpuInfo)
    {
        var fields = Fields(cpuInfo);
        var named = ModelKeys.Select(key => First(fields, key)).FirstOrDefault(value => value is not null);

        // 32-bit ARM gives only "ARMv7 Processor rev 3" there; the part number is more specific.
        if (named is not null && !named.StartsWith("ARMv", StringComparison.Ordinal) && !named.StartsWith("AArch64", StringComparison.Ordinal))
            return named;
        return ArmParts(fields) ?? IbmMachine(fields) ?? named ?? First(fields, "Hardware") ?? First(fields, "Model");
    }

    private static List<(string Key, string Value)> Fields(string cpuInfo) =>
        [.. cpuInfo.Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => (parts[0].Trim(), string.Join(' ', parts[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))];

    private static string? First(List<(string Key, string Value)> fields, string key) =>
        fields.Find(field => field.Key == key && field.Value.Length > 0).Value;

    // Each processor has its own lines; big.LITTLE machines have several parts.
    private static string? ArmParts(List<(string Key, string Value)> fields)
    {
        var parts = new List<string>();
        var implementer = "";
        foreach (var (key, value) in fields)
        {
            if (key == "CPU implementer")
                implementer = value;
            else if (key == "CPU part" && ArmCores.Name(implementer, value) is var name && !parts.Contains(name))
                parts.Add(name);
        }

        return parts.Count > 0 ? string.Join(" + ", parts) : null;
    }

    // s390x: "processor 0: version = FF,  identification = 0133E8,  machine = 2964"
    private static string? IbmMachine(List<(string Key, string Value)> fields)
    {
        const string Machine = "machine = ";
        var processor = fields.Find(field => field.Key.StartsWith("processor ", StringComparison.Ordinal)).Value;
        var start = processor?.IndexOf(Machine, StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : $"{First(fields, "vendor_id")} {processor![(start + Machine.Length)..].Trim()}".Trim();
    }
}
