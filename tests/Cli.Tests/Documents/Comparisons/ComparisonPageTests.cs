using Microsoft.Playwright;
using Persona.Bench.Cli.Documents.Comparisons;

namespace Persona.Bench.Cli.Tests.Documents.Comparisons;

/// <summary>The HTML page, rendered in a browser.</summary>
public sealed class ComparisonPageTests(Browser browser) : IClassFixture<Browser>
{
    private const double LeastContrast = 4.5;

    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 1200)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task The_page_asks_for_nothing_complains_of_nothing_and_fits(ColorScheme scheme, int width)
    {
        await using var opened = await browser.OpenAsync(ComparisonHtml.Write(SampleComparisons.Mixed()), scheme, width);

        opened.Requests.ShouldAllBe(url => url.StartsWith("file:///", StringComparison.Ordinal));
        opened.Requests.Count.ShouldBe(1);
        opened.Complaints.ShouldBeEmpty();
        (await opened.Page.TitleAsync()).ShouldBe("failure: v1.12.0 against v1.11.0");
        (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task It_shows_the_verdict_every_metric_and_both_samples_drawn_twice()
    {
        await using var opened = await browser.OpenAsync(ComparisonHtml.Write(SampleComparisons.Mixed()), ColorScheme.Light, 1200);
        var page = opened.Page;

        (await page.Locator("h1").InnerTextAsync()).ShouldBe("failure: v1.12.0 against v1.11.0");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(13);
        (await page.Locator("tbody tr").First.InnerTextAsync()).ShouldBe("generation_latency_p50\t1250 ms\t1700 ms\t+36.0%\t+30.0 … +42.0%\tfailure");
        foreach (var side in (string[])["baseline", "current"])
        {
            (await page.Locator($"svg path.area.{side}").CountAsync()).ShouldBe(2);
            var dots = await page.Locator($"svg path.dots.{side}").First.GetAttributeAsync("d");
            dots!.Count(letter => letter == 'M').ShouldBe(100);
        }

        (await page.Locator("svg .range").CountAsync()).ShouldBe(5);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_what_is_behind_it(ColorScheme scheme)
    {
        await using var opened = await browser.OpenAsync(ComparisonHtml.Write(SampleComparisons.Mixed()), scheme, 1200);

        var contrasts = await opened.Page.EvaluateAsync<Dictionary<string, double>>(ContrastScript);

        contrasts.Count.ShouldBeGreaterThan(5);
        contrasts.ShouldAllBe(entry => entry.Value >= LeastContrast);
        var paper = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        paper.ShouldBe(scheme == ColorScheme.Dark ? "rgb(15, 18, 22)" : "rgb(255, 255, 255)");
    }

    [Fact]
    public async Task No_text_of_others_becomes_part_of_the_page()
    {
        const string Text = "<img src=https://example.invalid/x onerror=document.title='taken'>\"><script>document.title='taken'</script>";
        await using var opened = await browser.OpenAsync(ComparisonHtml.Write(SampleComparisons.Hostile(Text)), ColorScheme.Light, 1200);

        opened.Requests.Count.ShouldBe(1);
        (await opened.Page.TitleAsync()).ShouldStartWith("warning: ");
        (await opened.Page.Locator("img, script, iframe, object").CountAsync()).ShouldBe(0);
        (await opened.Page.Locator("tbody th").InnerTextAsync()).ShouldBe(Text);
    }

    // WCAG 2 contrast: the colour of each text (the fill of a drawn one) against the nearest background that is not transparent.
    private const string ContrastScript = """
        () => {
          const channel = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
          const parts = c => c.match(/[\d.]+/g).map(Number);
          const light = c => { const [r, g, b] = parts(c); return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
          const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (parts(c)[3] !== 0) return c; } };
          const found = {};
          for (const e of document.querySelectorAll('h1, h1 span, h2, h3 span, p, dt, dd, th, td, li, figcaption, svg text')) {
            const style = getComputedStyle(e), ink = e.tagName === 'text' ? style.fill : style.color;
            const a = light(ink), b = light(behind(e));
            found[e.tagName + ' ' + (e.getAttribute('class') ?? '') + ' ' + ink] = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          }
          return found;
        }
        """;
}
