using Microsoft.Playwright;

namespace Persona.Bench.Cli.Tests.Documents.Comparisons;

/// <summary>A real browser for the product's HTML pages. test.sh installs it; without one the tests fail rather than skip.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var program = folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("the tests of HTML pages need a browser on PATH: sudo apt-get install chromium");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>Opens a page and records its requests, console messages and errors.</summary>
    public async Task<OpenedPage> OpenAsync(string html, ColorScheme scheme, int width)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("persona-html-").FullName, "page.html");
        await File.WriteAllTextAsync(file, html);
        var page = await _browser!.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var opened = new OpenedPage(page, file);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A page in the browser.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly string _file;

    internal OpenedPage(IPage page, string file)
    {
        (Page, _file) = (page, file);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
    }

    internal IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }
}
