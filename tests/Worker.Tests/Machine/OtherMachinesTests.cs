using System.Text;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class OtherMachinesTests
{
    [Fact]
    public void A_mac_is_read_from_sysctl()
    {
        var captured = new Dictionary<string, byte[]>
        {
            ["machdep.cpu.brand_string"] = Encoding.UTF8.GetBytes("Apple M1 Pro\0"),
            ["hw.memsize"] = BitConverter.GetBytes(17179869184L),
            ["kern.osproductversion"] = Encoding.UTF8.GetBytes("14.6.1\0"),
            ["kern.osrelease"] = Encoding.UTF8.GetBytes("23.6.0\0"),
        };
        MacMachine.Read(captured.GetValueOrDefault).ShouldBe(new MachineFacts("Apple M1 Pro", 17179869184, "macOS 14.6.1", "23.6.0"));
    }

    [Fact]
    public void A_mac_that_reports_nothing_is_unknown() =>
        MacMachine.Read(name => name == "hw.memsize" ? [1] : null).ShouldBe(new MachineFacts(null, null, null, null));

    [Fact]
    public void Asking_sysctl_where_there_is_none_gives_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has it");
        MacMachine.Sysctl("kern.osrelease").ShouldBeNull();
    }

    [Fact]
    public void Windows_is_read_from_the_registry()
    {
        var facts = WindowsMachine.Read((_, name) => name switch
        {
            "ProcessorNameString" => "Intel(R) Core(TM) i7-1185G7 @ 3.00GHz   ",
            "ProductName" => "Windows 10 Pro",
            "DisplayVersion" => "23H2",
            "CurrentBuild" => "22631",
            "UBR" => "4169",
            _ => null,
        });
        (facts with { MemoryBytes = null }).ShouldBe(
            new MachineFacts("Intel(R) Core(TM) i7-1185G7 @ 3.00GHz", null, "Windows 11 Pro 23H2", "10.0.22631.4169"));
        facts.MemoryBytes.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Windows_10_stays_windows_10() =>
        WindowsMachine.Read((_, name) => name switch { "ProductName" => "Windows 10 Pro", "CurrentBuild" => "19045", _ => null }).Os
            .ShouldBe("Windows 10 Pro");

    [Fact]
    public void Windows_that_reports_nothing_is_unknown() =>
        (WindowsMachine.Read((_, _) => null) with { MemoryBytes = null }).ShouldBe(new MachineFacts(null, null, null, null));
}
