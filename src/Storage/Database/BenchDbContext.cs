using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Database;

/// <summary>The model of both databases. Derived contexts hold the differences, and their own migrations.</summary>
public abstract class BenchDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<WorkItemRow> WorkItems => Set<WorkItemRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<Measurement> Measurements => Set<Measurement>();

    public DbSet<FingerprintRow> Fingerprints => Set<FingerprintRow>();

    public DbSet<WorkerRow> Workers => Set<WorkerRow>();

    public DbSet<RefusalRow> Refusals => Set<RefusalRow>();

    public DbSet<WarmUpRow> WarmUps => Set<WarmUpRow>();

    public DbSet<StoreIdentityRow> StoreIdentities => Set<StoreIdentityRow>();

    public DbSet<CallPaceRow> CallPaces => Set<CallPaceRow>();

    public DbSet<RunMetricRow> RunMetrics => Set<RunMetricRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<RunState>().HaveConversion<SnakeCaseConverter<RunState>>();
        configurationBuilder.Properties<ItemState>().HaveConversion<SnakeCaseConverter<ItemState>>();
        configurationBuilder.Properties<AttemptOutcome>().HaveConversion<SnakeCaseConverter<AttemptOutcome>>();
        configurationBuilder.Properties<WorkerState>().HaveConversion<SnakeCaseConverter<WorkerState>>();
        configurationBuilder.Properties<IterationOutcome>().HaveConversion<SnakeCaseConverter<IterationOutcome>>();
        configurationBuilder.Properties<ErrorKind>().HaveConversion<SnakeCaseConverter<ErrorKind>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        DescribeRuns(modelBuilder);
        DescribeWorkers(modelBuilder);
        modelBuilder.Entity<StoreIdentityRow>(identity =>
        {
            identity.ToTable("store_identity");
            identity.Property(row => row.Id).ValueGeneratedNever();
        });
    }

    private static void DescribeRuns(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RunRow>(run =>
        {
            run.ToTable("run");
            run.HasIndex(row => row.CreatedAt);
        });
        modelBuilder.Entity<WorkItemRow>(item =>
        {
            item.ToTable("work_item");
            item.HasIndex(row => new { row.RunId, row.Workload, row.Provider, row.Iteration }).IsUnique();
            item.HasIndex(row => new { row.RunId, row.Block, row.Position }).HasDatabaseName("ix_work_item_open").HasFilter("state IN ('pending', 'leased')");
            item.HasIndex(row => new { row.RunId, row.Block }).HasDatabaseName("ix_work_item_dispatched")
                .HasFilter("dispatched_at IS NOT NULL");
            item.HasIndex(row => new { row.RunId, row.LeaseUntil }).HasDatabaseName("ix_work_item_leased").HasFilter("state = 'leased'");
            item.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<AttemptRow>(attempt =>
        {
            attempt.ToTable("attempt");
            attempt.HasKey(row => new { row.ItemId, row.Attempt });
            attempt.HasOne<WorkItemRow>().WithMany().HasForeignKey(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Measurement>(measurement =>
        {
            measurement.ToTable("measurement");
            measurement.HasKey(row => row.ItemId);
            measurement.Property(row => row.ItemId).ValueGeneratedNever();
            measurement.HasIndex(row => new { row.RunId, row.Workload, row.Provider, row.Iteration }).IsUnique();
            measurement.HasOne<WorkItemRow>().WithOne().HasForeignKey<Measurement>(row => row.ItemId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RunMetricRow>(metric =>
        {
            metric.ToTable("run_metric");
            metric.HasKey(row => new { row.RunId, row.Workload, row.Provider, row.Metric });
            metric.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void DescribeWorkers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FingerprintRow>().ToTable("fingerprint");
        modelBuilder.Entity<WorkerRow>(worker =>
        {
            worker.ToTable("worker");
            worker.Property(row => row.Labels).HasDefaultValue("{}");
        });
        modelBuilder.Entity<RefusalRow>(refusal =>
        {
            refusal.ToTable("refusal");
            refusal.HasKey(row => new { row.RunId, row.WorkerId, row.Workload, row.Provider });
            refusal.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<WarmUpRow>(warmUp =>
        {
            warmUp.ToTable("warm_up");
            warmUp.HasKey(row => new { row.RunId, row.WorkerId, row.Workload, row.Provider });
            warmUp.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CallPaceRow>(pace =>
        {
            pace.ToTable("call_pace");
            pace.HasKey(row => row.Provider);
        });
    }
}
