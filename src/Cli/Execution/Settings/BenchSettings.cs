using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Configuration;

namespace Persona.Bench.Cli.Execution.Settings;

/// <summary>The effective configuration of a command: options over environment over file over defaults.</summary>
internal static class BenchSettings
{
    /// <exception cref="ConfigurationException">The configuration is invalid.</exception>
    public static BenchConfiguration Load(Sources sources)
    {
        var path = Find(sources.Config);
        var file = path is null ? new BenchConfiguration() : ConfigurationFile.Read(path, KnownNames.OfProduct);
        var options = new ConfigurationOverrides { Store = sources.Store, Broker = sources.Broker, BaselinesDirectory = sources.BaselinesDirectory };
        return ServiceVariables.Apply(ConfigurationResolver.Resolve(file, options, Environment.GetEnvironmentVariable, KnownNames.OfProduct), OfTheCommandLine);
    }

    /// <summary>The same, for commands that measure.</summary>
    /// <exception cref="ConfigurationException">The configuration is invalid, or measuring is switched off.</exception>
    public static BenchConfiguration LoadEnabled(Sources sources)
    {
        var configuration = Load(sources);
        return configuration.Enabled
            ? configuration
            : throw new ConfigurationException("benchmarks.enabled is false in persona.yaml: nothing is measured; set it to true");
    }

    // The other variables are for services on this machine, not for the command line.
    private static string? OfTheCommandLine(string variable) =>
        variable == ServiceVariables.BaseUrls ? Environment.GetEnvironmentVariable(variable) : null;

    // A file that is found in this folder or above is named relative to it, also in messages, like a file that --config names.
    private static string? Find(string? option)
    {
        var folder = Directory.GetCurrentDirectory();
        var path = ConfigurationFile.Find(option, folder);
        return option is null && path is not null ? Path.GetRelativePath(folder, path) : path;
    }
}
