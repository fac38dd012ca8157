using System.Diagnostics;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class MemorySamplerTests
{
    private const long Mb = 1024 * 1024;

    [Fact]
    public void An_iteration_without_duration_has_the_memory_of_the_moment()
    {
        using var sampler = new MemorySampler(new ScriptedMemory { Bytes = 100 * Mb, Peak = 500 * Mb }, TimeSpan.FromMinutes(1));
        using var span = sampler.Begin();
        span.End().ShouldBe(new MemoryUse(100, 100));
    }

    [Fact]
    public void A_megabyte_is_1024_times_1024_bytes() => MemoryUnits.ToMb(1_048_576).ShouldBe(1);

    [Fact]
    public void The_high_water_mark_counts_if_it_rose_in_the_iteration()
    {
        var memory = new ScriptedMemory { Bytes = 100 * Mb, Peak = 110 * Mb };
        using var sampler = new MemorySampler(memory, TimeSpan.FromMinutes(1));
        using var before = sampler.Begin();
        before.End().PeakMb.ShouldBe(100);

        using var rising = sampler.Begin();
        memory.Peak = 180 * Mb;
        rising.End().PeakMb.ShouldBe(180);

        using var after = sampler.Begin();
        after.End().PeakMb.ShouldBe(100);
    }

    [Fact]
    public async Task Memory_between_begin_and_end_is_sampled()
    {
        var memory = new ScriptedMemory { Bytes = 100 * Mb, Peak = null };
        using var sampler = new MemorySampler(memory, TimeSpan.FromMilliseconds(1));
        using var span = sampler.Begin();
        memory.Bytes = 300 * Mb;
        await memory.IsReadAgain(times: 3);
        memory.Bytes = 50 * Mb;
        var use = span.End();
        use.PeakMb.ShouldBe(300);
        use.AverageMb.ShouldNotBeNull().ShouldBeInRange(50, 300);
    }

    [Fact]
    public async Task Iterations_that_overlap_each_have_their_own_peak()
    {
        var memory = new ScriptedMemory { Bytes = 100 * Mb, Peak = null };
        using var sampler = new MemorySampler(memory, TimeSpan.FromMilliseconds(1));
        using var early = sampler.Begin();
        memory.Bytes = 400 * Mb;
        await memory.IsReadAgain(times: 2);
        memory.Bytes = 200 * Mb;
        using var late = sampler.Begin();
        await memory.IsReadAgain(times: 2);
        early.End().PeakMb.ShouldBe(400);
        late.End().PeakMb.ShouldBe(200);
        late.End().AverageMb.ShouldBe(200);
    }

    [Fact]
    public async Task Nothing_is_read_while_no_iteration_is_in_flight()
    {
        var memory = new ScriptedMemory { Bytes = Mb, Peak = null };
        using var sampler = new MemorySampler(memory, TimeSpan.FromMilliseconds(1));
        using (sampler.Begin())
            await memory.IsReadAgain(times: 5);

        var reads = memory.Reads;
        await Task.Delay(50, TestContext.Current.CancellationToken);
        memory.Reads.ShouldBe(reads);

        using var again = sampler.Begin();
        await memory.IsReadAgain(times: 5);
    }

    [Fact]
    public void The_average_is_weighted_by_time()
    {
        var points = new MemoryPoint().Then(1000, 100).Then(1010, 100).Then(1100, 200);
        MemoryPoint.Average(new MemoryPoint().Then(1000, 100), points).ShouldBe(((100 * 10) + (150 * 90)) / 100.0);
    }

    [Fact]
    public void Memory_that_cannot_be_read_is_unknown_not_zero()
    {
        using var sampler = new MemorySampler(new ScriptedMemory { Bytes = null, Peak = null }, TimeSpan.FromMinutes(1));
        using var span = sampler.Begin();
        span.End().ShouldBe(new MemoryUse(null, null));
    }

    [Fact]
    public void Asking_twice_gives_the_same()
    {
        var memory = new ScriptedMemory { Bytes = 100 * Mb, Peak = null };
        using var sampler = new MemorySampler(memory, TimeSpan.FromMinutes(1));
        using var span = sampler.Begin();
        var first = span.End();
        memory.Bytes = 900 * Mb;
        span.End().ShouldBe(first);
    }

    [Fact]
    public void A_span_that_outlives_its_sampler_is_harmless()
    {
        var sampler = new MemorySampler();
        var span = sampler.Begin();
        sampler.Dispose();
        sampler.Dispose();
        span.Dispose();
        Should.Throw<ObjectDisposedException>(sampler.Begin);
    }

    [Fact]
    public void The_kernel_s_figures_are_those_of_this_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        using var memory = new LinuxResidentMemory();
        var resident = memory.Current().ShouldNotBeNull();
        ((double)resident).ShouldBe(Environment.WorkingSet, tolerance: 64 * Mb);
        memory.HighWater().ShouldNotBeNull().ShouldBeGreaterThan(resident / 2);
    }

    [Fact]
    public void The_portable_figures_are_near_the_kernel_s()
    {
        using var memory = new PortableResidentMemory();
        memory.Current().ShouldNotBeNull().ShouldBeGreaterThan(Mb);
        memory.HighWater()?.ShouldBeGreaterThan(Mb);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        using var memory = new LinuxResidentMemory();
        memory.Current();
        memory.HighWater();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            memory.Current();
            memory.HighWater();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Memory_that_an_iteration_touches_shows_in_its_peak()
    {
        const int Touched = 192;
        using var sampler = new MemorySampler();
        using var idle = sampler.Begin();
        var before = idle.End().PeakMb.ShouldNotBeNull();

        using var span = sampler.Begin();
        var block = new byte[Touched * Mb];
        for (var i = 0; i < block.Length; i += 4096)
            block[i] = 1;
        GC.KeepAlive(block);
        span.End().PeakMb.ShouldNotBeNull().ShouldBeGreaterThan(before + (Touched / 2));
    }

    private sealed class ScriptedMemory : IResidentMemory
    {
        private long _bytes;
        private int _reads;

        public long? Bytes
        {
            get => Volatile.Read(ref _bytes) is >= 0 and var bytes ? bytes : null;
            set => Volatile.Write(ref _bytes, value ?? -1);
        }

        public long? Peak { get; set; }

        public int Reads => Volatile.Read(ref _reads);

        public long? Current()
        {
            Interlocked.Increment(ref _reads);
            return Bytes;
        }

        public long? HighWater() => Peak;

        public void Dispose()
        {
        }

        public async Task IsReadAgain(int times)
        {
            var goal = Reads + times;
            var watch = Stopwatch.StartNew();
            while (Reads < goal)
            {
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120));
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }
    }
}
