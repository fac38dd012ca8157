namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>A self-contained page: styles and plots are inline, scripts and requests are forbidden.</summary>
internal static class HtmlPage
{
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML.</param>
    public static string Render(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <title>{HtmlText.Encode(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        {body.TrimEnd()}
        </main>
        </body>
        </html>
        """.ReplaceLineEndings("\n");

    // Two colours that colour-blind people can tell apart. Shape and label say the same.
    private const string Style = """
        :root { color-scheme: light dark; --paper: #ffffff; --card: #f6f7f9; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
          --baseline: #0b63b0; --current: #b34700; --pass: #1a6b34; --warning: #855400; --failure: #b3261e; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #0f1216; --card: #181c22; --ink: #e6e9ee; --soft: #a3adb9; --line: #343b45;
            --baseline: #62b0f4; --current: #f59a4c; --pass: #5fd189; --warning: #e8b44c; --failure: #ff8a80; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 12px; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 32px 0 8px; overflow-wrap: anywhere; }
        h3 { font-size: 1rem; margin: 20px 0 8px; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0 0 12px; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 12px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--soft); font-weight: 600; }
        th:first-child, td:first-child, th.word, td.word { text-align: left; } td.word { white-space: normal; min-width: 9em; }
        tbody th { font-weight: 500; }
        tr.other { color: var(--soft); }
        .status { font-weight: 600; }
        .pass, .improved { color: var(--pass); } .warning, .inconclusive, .missing, .not_comparable { color: var(--warning); } .failure { color: var(--failure); }
        ul { margin: 8px 0; padding-left: 20px; } li { overflow-wrap: anywhere; }
        .note { border-left: 3px solid var(--warning); padding: 2px 12px; margin: 8px 0; overflow-wrap: anywhere; }
        .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 12px; margin-bottom: 12px; }
        figure { margin: 0; padding: 8px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
        figcaption { color: var(--soft); font-size: .85rem; padding: 0 4px 4px; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
        svg .axis { stroke: var(--line); fill: none; }
        svg .zero { stroke: var(--soft); stroke-dasharray: 3 3; }
        svg .baseline { stroke: var(--baseline); } svg .current { stroke: var(--current); }
        svg text.baseline { fill: var(--baseline); stroke: none; } svg text.current { fill: var(--current); stroke: none; }
        svg .area { fill-opacity: .18; stroke-width: 1.5; } svg .area.baseline { fill: var(--baseline); } svg .area.current { fill: var(--current); }
        svg .dots { fill: none; stroke-width: 5; stroke-opacity: .75; } svg .dots.baseline { stroke-linecap: square; stroke-width: 4; } svg .dots.current { stroke-linecap: round; }
        svg .middle { stroke-width: 1.5; stroke-dasharray: 5 3; }
        svg .fence { stroke-dasharray: 1 4; stroke-linecap: round; }
        svg .range { stroke: var(--ink); stroke-width: 2; } svg .point { fill: var(--ink); }
        svg .range.pass, svg .range.improved { stroke: var(--pass); } svg .point.pass, svg .point.improved { fill: var(--pass); }
        svg .range.warning, svg .range.inconclusive { stroke: var(--warning); } svg .point.warning, svg .point.inconclusive { fill: var(--warning); }
        svg .range.failure { stroke: var(--failure); } svg .point.failure { fill: var(--failure); }
        svg .level { stroke: var(--warning); stroke-width: 2; } svg .level.fail { stroke: var(--failure); }
        @media print { .scroll, figure { break-inside: avoid; } }
        """;
}
