using System.Reflection;
using System.Text.RegularExpressions;
using Persona.Bench.Architecture.Tests.Samples;

namespace Persona.Bench.Architecture.Tests;

public sealed partial class ConventionTests
{
    private static readonly string[] EmptyWords = ["Helper", "Helpers", "Manager", "Util", "Utils", "Dto"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Product.Types.Where(HasEmptyName).ShouldBeEmpty();

    [Fact]
    public void A_name_that_says_nothing_is_seen() => HasEmptyName(typeof(SampleHelper)).ShouldBeTrue();

    [Fact]
    public void Messages_are_sealed_records_of_the_contracts() =>
        Product.Types.Where(IsMessage).SelectMany(MessageFaults).ShouldBeEmpty();

    [Fact]
    public void There_are_messages_to_judge_and_a_wrong_one_is_seen()
    {
        Product.Types.Count(IsMessage).ShouldBeGreaterThanOrEqualTo(3);
        MessageFaults(typeof(SampleMessageV1)).Count().ShouldBe(3);
    }

    [Fact]
    public void Cancellation_tokens_are_last_and_never_optional() => Product.Types.SelectMany(TokenFaults).ShouldBeEmpty();

    [Fact]
    public void An_optional_token_and_one_in_the_middle_are_seen() => TokenFaults(typeof(SampleMessageV1)).ShouldBe(
        ["SampleMessageV1.SendAsync: the token is optional", "SampleMessageV1.SendFirstAsync: the token is not last"]);

    [GeneratedRegex(@"V\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionedName();

    private static bool HasEmptyName(Type type) => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal));

    private static bool IsMessage(Type type) => VersionedName().IsMatch(type.Name);

    private static IEnumerable<string> MessageFaults(Type type)
    {
        if (type.Namespace != "Persona.Bench.Contracts")
        {
            yield return $"{type.FullName} is not in Persona.Bench.Contracts";
        }

        if (!type.IsSealed)
        {
            yield return $"{type.FullName} is not sealed";
        }

        if (type.GetMethod("<Clone>$") is null)
        {
            yield return $"{type.FullName} is no record";
        }
    }

    // An override or an implementation cannot choose its signature.
    private static IEnumerable<string> TokenFaults(Type type) =>
        from method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        where !method.Name.Contains('<', StringComparison.Ordinal) && (!method.IsVirtual || type.IsInterface)
        let parameters = method.GetParameters()
        from parameter in parameters
        where parameter.ParameterType == typeof(CancellationToken)
        let fault = parameter.IsOptional ? "optional" : parameter.Position != parameters.Length - 1 ? "not last" : null
        where fault is not null
        select $"{type.Name}.{method.Name}: the token is {fault}";
}
