using System.Text.Json.Serialization;
using Persona.Bench.Cli.Baselines;
using Persona.Bench.Cli.Results;
using Persona.Bench.Cli.Runs;

namespace Persona.Bench.Cli.Json;

/// <summary>The documents that <c>--format json</c> prints; serialised without reflection, which a start would pay for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunsDocument))]
[JsonSerializable(typeof(BaselinesDocument))]
internal sealed partial class BenchJson : JsonSerializerContext;
