using System.Text.Json;
using System.Text.Json.Serialization;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage;

/// <summary>JSON of the store and the spool: snake_case, no nulls.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunSpec))]
[JsonSerializable(typeof(EnvironmentFingerprint))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
public sealed partial class StorageJson : JsonSerializerContext;
