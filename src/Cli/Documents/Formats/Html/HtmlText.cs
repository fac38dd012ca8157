using System.Globalization;
using System.Net;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>Encodes foreign text and numbers for HTML and SVG.</summary>
internal static class HtmlText
{
    private const int Longest = 4000;

    /// <summary>For elements and for quoted attributes.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(Printable.Line(text, Longest));

    /// <summary>A coordinate, to a tenth of a pixel, which is finer than the eye sees.</summary>
    public static string Coordinate(double coordinate) => (Math.Round(coordinate, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
