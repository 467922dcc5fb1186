namespace WorkspaceSync;

/// <summary>A piece of a pattern: what it is, and the text it stands for with escapes resolved.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, string Text);

internal enum GlobTokenKind
{
    End,
    Text,
    Any,
    Super,
    Single,
    Not,
    Separator,
    RangeOpen,
    RangeClose,
    RangeLow,
    RangeBetween,
    RangeHigh,
    TermsOpen,
    TermsClose,
}
