using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class LinuxMachineTests : IDisposable
{
    private const string Alpine = """
        NAME="Alpine Linux"
        ID=alpine
        VERSION_ID=3.20.3
        PRETTY_NAME="Alpine Linux v3.20"
        HOME_URL="https://alpinelinux.org/"
        """;

    private readonly CapturedRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void An_alpine_container_on_arm_is_read()
    {
        _root.With("proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 243.75\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x3\nCPU part\t: 0xd0c\n")
            .With("proc/meminfo", "MemTotal:        7936180 kB\nMemFree:         123456 kB\n")
            .With("proc/sys/kernel/osrelease", "6.6.32-linuxkit\n")
            .With("proc/self/cgroup", "0::/\n")
            .With("sys/fs/cgroup/memory.max", "2147483648\n")
            .With("etc/os-release", Alpine);
        LinuxMachine.Read(_root.Path).ShouldBe(new MachineFacts("ARM Neoverse-N1", 2147483648, "Alpine Linux v3.20", "6.6.32-linuxkit"));
    }

    [Fact]
    public void A_machine_that_reports_nothing_is_unknown() =>
        LinuxMachine.Read(_root.Path).ShouldBe(new MachineFacts(null, null, null, null));

    [Fact]
    public void Garbage_is_unknown()
    {
        _root.With("proc/cpuinfo", ":::\n\0\n").With("proc/meminfo", "MemTotal: lots kB\nMemTotal:\n").With("proc/self/cgroup", "x\n:\n9:memory\n")
            .With("proc/sys/kernel/osrelease", "\n").With("etc/os-release", "#\n=\nNAME\n");
        LinuxMachine.Read(_root.Path).ShouldBe(new MachineFacts(null, null, null, null));
    }

    [Fact]
    public void A_system_without_pretty_name_is_named_by_name_and_version()
    {
        _root.With("usr/lib/os-release", "# comment\nNAME='Void \\$x'\nVERSION_ID=1.2\n");
        LinuxMachine.Read(_root.Path).Os.ShouldBe("Void $x 1.2");
    }

    // Version 2: the limit may be set on any group above the process's own; "max" means none.
    [Theory]
    [InlineData("max", "max", 8000L * 1024)]
    [InlineData("max", "4096000", 4096000L)]
    [InlineData("1000000", "4096000", 1000000L)]
    [InlineData("99999999999", "max", 8000L * 1024)]
    public void The_lowest_limit_of_a_version_2_group_counts(string own, string above, long expected)
    {
        _root.With("proc/meminfo", "MemTotal: 8000 kB\n")
            .With("proc/self/cgroup", "0::/system.slice/bench.service\n")
            .With("sys/fs/cgroup/system.slice/bench.service/memory.max", own + "\n")
            .With("sys/fs/cgroup/system.slice/memory.max", above + "\n");
        LinuxMachine.Read(_root.Path).MemoryBytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData("9223372036854771712", 8000L * 1024)]
    [InlineData("536870", 536870L)]
    public void A_limit_of_a_version_1_group_counts(string limit, long expected)
    {
        _root.With("proc/meminfo", "MemTotal: 8000 kB\n")
            .With("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/docker/4f5a\n0::/\n")
            .With("sys/fs/cgroup/memory/docker/4f5a/memory.limit_in_bytes", limit + "\n");
        LinuxMachine.Read(_root.Path).MemoryBytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData("9223372036854771712", null)]
    [InlineData("9223372036854710272", null)]
    [InlineData("536870", 536870L)]
    public void A_group_without_a_limit_says_nothing_of_a_memory_that_is_not_known(string limit, long? expected)
    {
        // The second comes from a kernel with 64 KB pages.
        _root.With("proc/self/cgroup", "4:memory:/\n").With("sys/fs/cgroup/memory/memory.limit_in_bytes", limit + "\n");
        LinuxMachine.Read(_root.Path).MemoryBytes.ShouldBe(expected);
    }

    [Theory]
    [InlineData("processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: \n")]
    [InlineData("")]
    public void A_processor_without_a_name_has_none(string cpuInfo)
    {
        _root.With("proc/cpuinfo", cpuInfo).With("proc/meminfo", "MemTotal:        0 kB\n").With("proc/self/cgroup", "0::/\n").With("sys/fs/cgroup/memory.max", "max\n");
        LinuxMachine.Read(_root.Path).ShouldBe(new MachineFacts(null, null, null, null));
    }

    [Fact]
    public void In_a_container_the_mount_itself_is_the_group()
    {
        // The path is the host's; inside the container only the root of the mount is visible.
        _root.With("proc/meminfo", "MemTotal: 8000 kB\n")
            .With("proc/self/cgroup", "4:memory:/../../kubepods/pod1/c1\n")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", "777777\n");
        LinuxMachine.Read(_root.Path).MemoryBytes.ShouldBe(777777);
    }

    [Fact]
    public void A_path_cannot_leave_the_control_groups()
    {
        _root.With("proc/meminfo", "MemTotal: 8000 kB\n").With("proc/self/cgroup", "0::/../..\n").With("sys/memory.max", "5\n");
        LinuxMachine.Read(_root.Path).MemoryBytes.ShouldBe(8000 * 1024);
    }
}
