using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// HTML that was written here. Whatever is put into it is encoded, as names and messages come from files and other machines; only what is
/// Markup itself is taken as it is.
/// </summary>
internal readonly record struct Markup(string Text)
{
    public static Markup Empty { get; } = new("");

    /// <summary>Makes HTML out of a literal with holes: <c>Markup.Of($"&lt;td&gt;{name}&lt;/td&gt;")</c>.</summary>
    public static Markup Of(Handler handler) => new(handler.ToString());

    /// <summary>Several, one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;

    /// <summary>Encodes what stands in the holes.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Handler(int literalLength, int holes)
    {
        private readonly StringBuilder _text = new(literalLength + (holes * 16));

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(PrintableText.Of(text ?? "")));

        public void AppendFormatted(int number) => _text.Append(number);

        public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
