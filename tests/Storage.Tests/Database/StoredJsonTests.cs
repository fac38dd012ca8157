using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Database;

/// <summary>JSON kept in the store and the spool. Nulls are omitted when writing, so nullable properties must not be required when reading.</summary>
public sealed class StoredJsonTests
{
    public static TheoryData<Type> Kept => [typeof(RunSpec), typeof(EnvironmentFingerprint), typeof(Measurement)];

    [Theory]
    [MemberData(nameof(Kept))]
    public void Nothing_that_may_be_unknown_is_required_however_deep(Type type) =>
        Properties(StorageJson.Default.GetTypeInfo(type)!, []).Where(property => property.IsRequired && IsNullable(property))
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}").ShouldBeEmpty();

    [Fact]
    public void A_machine_of_which_nothing_is_known_that_may_be_unknown_comes_back()
    {
        var machine = new EnvironmentFingerprint { Platform = "linux-x64", Cores = 1, Os = "os", Runtime = ".NET 10", BenchVersion = "0" };

        var back = Back(machine, StorageJson.Default.EnvironmentFingerprint);

        (back with { Probes = machine.Probes }).ShouldBe(machine);
    }

    [Fact]
    public void A_run_and_a_measurement_come_back_with_every_null()
    {
        var spec = TestStore.SpecOf(1, ["a"], ["quick"]);
        var measurement = new Measurement
        {
            ItemId = Guid.NewGuid(),
            RunId = Guid.NewGuid(),
            Workload = "quick",
            Provider = "a",
            Iteration = 1,
            Attempt = 1,
            WorkerId = "w",
            Fingerprint = "",
            StartedAt = DateTimeOffset.UnixEpoch,
            EndedAt = DateTimeOffset.UnixEpoch,
            Outcome = IterationOutcome.Failed,
            PersonasRequested = 0,
        };

        Back(measurement, StorageJson.Default.Measurement).ShouldBe(measurement);
        Back(spec, StorageJson.Default.RunSpec).Providers.ShouldBe(spec.Providers);
    }

    private static T Back<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(JsonSerializer.Serialize(value, type), type)!;

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);

    private static IEnumerable<JsonPropertyInfo> Properties(JsonTypeInfo type, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            return [];
        }

        var parts = new[] { type.ElementType }.Concat(type.Properties.Select(property => property.PropertyType)).OfType<Type>()
            .Select(part => StorageJson.Default.GetTypeInfo(part)).OfType<JsonTypeInfo>();
        return [.. type.Properties, .. parts.SelectMany(part => Properties(part, seen))];
    }
}
