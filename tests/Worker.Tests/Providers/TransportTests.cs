using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>Certificates, proxies and what lies between a worker and its provider.</summary>
public sealed class TransportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persona-transport-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_of_the_given_authority_is_trusted()
    {
        using var certificate = SelfSigned();
        await using var server = await StubServer.StartTlsAsync(certificate, AnswerAsync);
        var file = Path.Combine(_folder.FullName, "ca.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var result = await GenerateAsync(Definition(server.Url) with { CaFile = file });

        result.ErrorDetail.ShouldBeNull();
        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_not_tried_again_and_the_settings_are_named()
    {
        using var certificate = SelfSigned();
        await using var server = await StubServer.StartTlsAsync(certificate, AnswerAsync);

        var result = await GenerateAsync(Definition(server.Url));

        (result.ErrorKind, result.ApiCalls).ShouldBe((ErrorKind.Connection, 1));
        result.ErrorDetail!.ShouldContain("set ca_file or SSL_CERT_FILE");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_without_certificates_is_an_error_of_the_configuration()
    {
        var file = Path.Combine(_folder.FullName, "empty.pem");
        File.WriteAllText(file, "nothing");

        Should.Throw<ProviderConfigurationException>(() => Generator(Definition(new("https://127.0.0.1:9")) with { CaFile = file }))
            .Message.ShouldBe($"ca_file {file} has no certificate in PEM form");
        Should.Throw<ProviderConfigurationException>(() => Generator(Definition(new("https://127.0.0.1:9")) with { CaFile = file + "2" }))
            .Message.ShouldStartWith($"ca_file {file}2 cannot be read: ");
    }

    [Fact]
    public async Task A_proxy_gets_the_request_and_the_login_of_the_environment()
    {
        await using var proxy = await StubServer.StartAsync(context => AnswerAsync(context));

        var result = await GenerateAsync(
            Definition(new("http://provider.invalid/")) with { Proxy = $"http://${{LOGIN}}@127.0.0.1:{proxy.Url.Port}" },
            name => name == "LOGIN" ? "user:secret" : ProviderCase.Key);

        result.ErrorDetail.ShouldBeNull();
        proxy.Requests.ShouldHaveSingleItem().Headers["Host"].ShouldBe("provider.invalid");
    }

    [Fact]
    public async Task A_proxy_that_wants_a_login_is_named()
    {
        await using var proxy = await StubServer.StatusAsync(407, "<html>…</html>", ("Proxy-Authenticate", "Basic"));

        var result = await GenerateAsync(Definition(new("http://provider.invalid/")) with { Proxy = $"http://127.0.0.1:{proxy.Url.Port}" });

        (result.ErrorKind, result.ApiCalls).ShouldBe((ErrorKind.Auth, 1));
        result.ErrorDetail.ShouldBe("HTTP 407 from the proxy on the way to provider.invalid:80: give its address as http://USER:PASSWORD@HOST:PORT");
    }

    [Fact]
    public async Task A_proxy_that_refuses_a_tunnel_is_named_and_not_asked_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var refusing = RefuseTunnelsAsync(listener);

        var result = await GenerateAsync(Definition(new("https://provider.invalid/")) with { Proxy = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" });

        listener.Stop();
        (result.ErrorKind, result.ApiCalls, await refusing).ShouldBe((ErrorKind.Connection, 1, 1));
        result.ErrorDetail!.ShouldStartWith("the proxy refused a tunnel to provider.invalid:443: ");
        result.ErrorDetail!.ShouldContain("403");
    }

    [Fact]
    public async Task A_latency_does_not_wait_for_the_connection_to_close()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            await AnswerAsync(context);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var result = await GenerateAsync(Definition(server.Url));

        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.OutputTokens.ShouldBe(45);
    }

    private static Task AnswerAsync(HttpContext context) => new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.OpenAI, context);

    private static ProviderDefinition Definition(Uri url) => ProviderCase.Definition(ProviderKind.OpenAI, url);

    private static IGenerator Generator(ProviderDefinition definition, Func<string, string?>? environment = null) =>
        GeneratorFactory.Create(definition, environment ?? (_ => ProviderCase.Key), TimeProvider.System);

    private static async Task<GenerationResult> GenerateAsync(ProviderDefinition definition, Func<string, string?>? environment = null)
    {
        await using var generator = Generator(definition, environment);
        return await generator.GenerateAsync(ProviderCase.Request(), CancellationToken.None);
    }

    private static async Task<int> RefuseTunnelsAsync(TcpListener listener)
    {
        var asked = 0;
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                asked++;
                (await client.GetStream().ReadAtLeastAsync(new byte[4096], 1)).ShouldBePositive();
                await client.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or IOException)
        {
            return asked;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
