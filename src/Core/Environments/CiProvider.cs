namespace Persona.Bench.Core.Environments;

/// <summary>Detects the CI system of a process from its environment variables.</summary>
public static class CiProvider
{
    /// <summary>Reported when only the generic <c>CI</c> is set.</summary>
    public const string Unknown = "unknown";

    // Several of these set CI as well, and some products imitate another's variables, so the specific ones come first.
    private static readonly (string Variable, string Name)[] Known =
    [
        ("GITHUB_ACTIONS", "github-actions"),
        ("GITLAB_CI", "gitlab-ci"),
        ("TF_BUILD", "azure-pipelines"),
        ("JENKINS_URL", "jenkins"),
        ("CIRCLECI", "circleci"),
        ("TRAVIS", "travis-ci"),
        ("TEAMCITY_VERSION", "teamcity"),
        ("BUILDKITE", "buildkite"),
        ("APPVEYOR", "appveyor"),
        ("BITBUCKET_BUILD_NUMBER", "bitbucket-pipelines"),
        ("DRONE", "drone"),
        ("CI", Unknown),
    ];

    /// <summary>The CI system's name, <see cref="Unknown"/> if only <c>CI=true</c> is set, or null outside CI.</summary>
    /// <param name="variable">Value of an environment variable by name; null if not set.</param>
    public static string? Detect(Func<string, string?> variable)
    {
        foreach (var (name, provider) in Known)
        {
            if (IsOn(variable(name)))
                return provider;
        }

        return null;
    }

    private static bool IsOn(string? value) =>
        !string.IsNullOrWhiteSpace(value)
        && !value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)
        && value.Trim() is not "0";
}
