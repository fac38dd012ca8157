using System.Net;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.Profiles;
using Persona.Bench.Emulator.Serving;

namespace Persona.Bench.Emulator;

/// <summary>Validates options before anything is started.</summary>
internal static class EmulatorOptionsCheck
{
    /// <exception cref="EmulatorException">Describes the first invalid option.</exception>
    public static void Check(EmulatorOptions options)
    {
        Require(options.Port is >= 0 and <= 65_535, $"Port {options.Port} is out of range: use 1 to 65535, or 0 for a free port.");
        Require(
            options.ApiKey is not null || IPAddress.IsLoopback(ListenAddress.Parse(options.Host)),
            $"Others can reach {options.Host}: set an API key for the emulated provider (--api-key-env), or listen on 127.0.0.1.");
        Require(options.TimeScale is >= 0 and <= 1000, $"Time scale {options.TimeScale} is out of range: use 0 (no waiting) to 1000.");
        Require(double.IsFinite(options.DriftPerHour), $"Drift {options.DriftPerHour} is not a number.");
        Require(options.RequestLogCapacity >= 0, $"The request log cannot hold {options.RequestLogCapacity} requests: use 0 or more.");
        Require(
            options.StandingFaults.Sum(fault => fault.Probability) <= 1 + 1e-9,
            "The probabilities of the standing faults add up to more than 1: lower one; a fault without a probability counts as 1.");
        Require(
            options.ScheduledFaults.All(entry => entry is { FirstRequest: >= 1, Count: >= 1 }),
            "A scheduled fault must start at request 1 or later and affect at least one request.");
        foreach (var fault in options.StandingFaults.Concat(options.ScheduledFaults.Select(entry => entry.Fault)))
        {
            Fault.Parse(fault.ToString());
        }

        LatencyProfiles.Find(options.Profile);
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new EmulatorException(message);
        }
    }
}
