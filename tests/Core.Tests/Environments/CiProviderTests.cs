using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Tests.Environments;

public sealed class CiProviderTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS=true CI=true", "github-actions")]
    [InlineData("GITLAB_CI=true CI=true", "gitlab-ci")]
    [InlineData("TF_BUILD=True", "azure-pipelines")]
    [InlineData("JENKINS_URL=http://jenkins.local/ BUILD_NUMBER=7", "jenkins")]
    [InlineData("CIRCLECI=true CI=true", "circleci")]
    [InlineData("TRAVIS=true CI=true", "travis-ci")]
    [InlineData("TEAMCITY_VERSION=2024.03", "teamcity")]
    [InlineData("BUILDKITE=true CI=true", "buildkite")]
    [InlineData("APPVEYOR=True CI=True", "appveyor")]
    [InlineData("BITBUCKET_BUILD_NUMBER=12 CI=true", "bitbucket-pipelines")]
    [InlineData("DRONE=true CI=true", "drone")]
    [InlineData("CI=true", "unknown")]
    [InlineData("CI=1", "unknown")]
    [InlineData("CI=false", null)]
    [InlineData("CI=0", null)]
    [InlineData("CI=", null)]
    [InlineData("GITHUB_ACTIONS=false CI=true", "unknown")]
    [InlineData("HOME=/root", null)]
    public void A_ci_system_is_recognised_by_its_variables(string variables, string? provider)
    {
        var environment = variables.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        CiProvider.Detect(environment.GetValueOrDefault).ShouldBe(provider);
    }
}
