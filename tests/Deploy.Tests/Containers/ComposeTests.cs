using System.Text.RegularExpressions;

namespace Persona.Bench.Deploy.Tests.Containers;

public sealed partial class ComposeTests
{
    [Fact]
    public async Task Every_variable_of_the_containers_is_in_the_example_and_no_secret_is()
    {
        var compose = await File.ReadAllTextAsync(Repository.Deploy("compose.yaml"));
        var example = await File.ReadAllLinesAsync(Repository.Deploy(".env.example"));

        var asked = Variable().Matches(compose).Select(match => match.Groups["name"].Value).Distinct();
        var told = example.Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToDictionary(line => line[0], line => line[1]);

        told.Keys.ShouldBe(asked, ignoreOrder: true);
        told.Where(variable => variable.Key.EndsWith("PASSWORD", StringComparison.Ordinal) || variable.Key.EndsWith("KEY", StringComparison.Ordinal))
            .ShouldAllBe(secret => secret.Value.Length == 0);
    }

    [Fact]
    public async Task No_password_is_in_an_address_of_the_containers()
    {
        var compose = await File.ReadAllTextAsync(Repository.Deploy("compose.yaml"));

        foreach (Match address in Address().Matches(compose))
        {
            address.Groups["password"].Value.ShouldStartWith("${");
        }
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?:postgresql|amqp)://\w+:(?<password>[^@]*)@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
