namespace Persona.Bench.Worker.Machine;

/// <summary>Names of ARM cores by the implementer and part numbers that the kernel reports (Linux <c>arch/arm64/include/asm/cputype.h</c>).</summary>
internal static class ArmCores
{
    private static readonly Dictionary<string, string> Implementers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0x41"] = "ARM",
        ["0x42"] = "Broadcom",
        ["0x43"] = "Cavium",
        ["0x46"] = "Fujitsu",
        ["0x48"] = "HiSilicon",
        ["0x4e"] = "NVIDIA",
        ["0x51"] = "Qualcomm",
        ["0x53"] = "Samsung",
        ["0x61"] = "Apple",
        ["0x6d"] = "Microsoft",
        ["0xc0"] = "Ampere",
    };

    private static readonly Dictionary<string, string> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0x41/0xd03"] = "Cortex-A53",
        ["0x41/0xd04"] = "Cortex-A35",
        ["0x41/0xd05"] = "Cortex-A55",
        ["0x41/0xd07"] = "Cortex-A57",
        ["0x41/0xd08"] = "Cortex-A72",
        ["0x41/0xd09"] = "Cortex-A73",
        ["0x41/0xd0a"] = "Cortex-A75",
        ["0x41/0xd0b"] = "Cortex-A76",
        ["0x41/0xd0c"] = "Neoverse-N1",
        ["0x41/0xd0d"] = "Cortex-A77",
        ["0x41/0xd40"] = "Neoverse-V1",
        ["0x41/0xd41"] = "Cortex-A78",
        ["0x41/0xd44"] = "Cortex-X1",
        ["0x41/0xd46"] = "Cortex-A510",
        ["0x41/0xd47"] = "Cortex-A710",
        ["0x41/0xd49"] = "Neoverse-N2",
        ["0x41/0xd4f"] = "Neoverse-V2",
        ["0x41/0xd84"] = "Neoverse-V3",
        ["0x41/0xd8e"] = "Neoverse-N3",
        ["0x43/0x0a1"] = "ThunderX",
        ["0x43/0x0af"] = "ThunderX2",
        ["0x46/0x001"] = "A64FX",
        ["0x48/0xd01"] = "TaiShan-v110",
        ["0x61/0x022"] = "M1 Icestorm",
        ["0x61/0x023"] = "M1 Firestorm",
        ["0x61/0x032"] = "M2 Blizzard",
        ["0x61/0x033"] = "M2 Avalanche",
        ["0x6d/0xd49"] = "Azure Cobalt 100",
        ["0xc0/0xac3"] = "Ampere-1",
        ["0xc0/0xac4"] = "Ampere-1A",
    };

    /// <summary>Such as <c>ARM Neoverse-N1</c>; unknown implementers and parts keep their numbers.</summary>
    public static string Name(string implementer, string part) =>
        $"{Implementers.GetValueOrDefault(implementer, implementer)} {Parts.GetValueOrDefault($"{implementer}/{part}", part)}".Trim();
}
