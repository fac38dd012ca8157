using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class CpuInfoTests
{
    [Theory]
    [InlineData("processor\t: 0\nvendor_id\t: GenuineIntel\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R) CPU @ 2.00GHz\n", "Intel(R) Xeon(R) CPU @ 2.00GHz")]
    [InlineData("processor\t: 0\nCPU implementer\t: 0xc0\nCPU part\t: 0xac3\n", "Ampere Ampere-1")]
    [InlineData("processor\t: 0\nCPU implementer\t: 0x61\nCPU part\t: 0x022\n\nprocessor\t: 1\nCPU implementer\t: 0x61\nCPU part\t: 0x023\n", "Apple M1 Icestorm + Apple M1 Firestorm")]
    [InlineData("processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n\nHardware\t: BCM2711\nRevision\t: c03111\nModel\t\t: Raspberry Pi 4 Model B Rev 1.1\n", "ARM Cortex-A72")]
    [InlineData("processor\t: 0\nmodel name\t: ARMv7 Processor rev 3 (v7l)\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n", "ARM Cortex-A72")]
    [InlineData("processor\t: 0\nmodel name\t: ARMv6-compatible processor rev 7 (v6l)\n", "ARMv6-compatible processor rev 7 (v6l)")]
    [InlineData("processor\t: 0\nCPU implementer\t: 0x99\nCPU part\t: 0x123\n", "0x99 0x123")]
    [InlineData("Hardware\t: Qualcomm Technologies, Inc SDM845\n", "Qualcomm Technologies, Inc SDM845")]
    [InlineData("processor\t: 0\nhart\t\t: 1\nisa\t\t: rv64imafdc\nuarch\t\t: sifive,u74-mc\n", "sifive,u74-mc")]
    [InlineData("processor\t: 0\ncpu\t\t: POWER9 (architected), altivec supported\nclock\t\t: 2500MHz\n", "POWER9 (architected), altivec supported")]
    [InlineData("vendor_id       : IBM/S390\n# processors    : 2\nprocessor 0: version = FF,  identification = 0133E8,  machine = 8561\n", "IBM/S390 8561")]
    [InlineData("system type\t: MT7621\ncpu model\t: MIPS 1004Kc V2.15\n", "MIPS 1004Kc V2.15")]
    [InlineData("model name\t:\n", null)]
    [InlineData("", null)]
    public void The_model_is_found_on_every_architecture(string cpuInfo, string? model) => CpuInfo.Model(cpuInfo).ShouldBe(model);
}
