using System.Globalization;

namespace WorkspaceSync;

/// <summary>The doctor's rows as a view shows them.</summary>
public static class CheckText
{
    private const string Reset = "\u001b[0m";

    /// <summary>The mark of a status, in colour on a terminal.</summary>
    /// <param name="good">$PSStyle's sequence for what is well.</param>
    /// <param name="busy">For what somebody should look at.</param>
    /// <param name="bad">For what has to be mended.</param>
    public static string Mark(SetupCheck check, string good, string busy, string bad)
    {
        (string mark, string colour) = check.Status switch
        {
            SetupStatus.Pass => ("✓", good),
            SetupStatus.Warn => ("!", busy),
            SetupStatus.Fail => ("✗", bad),
            _ => ("-", ""),
        };
        return Console.IsOutputRedirected || colour.Length == 0 ? mark : colour + mark + Reset;
    }

    /// <summary>The line below the rows.</summary>
    /// <param name="isMended">Whether -Fix was said.</param>
    public static string Summary(IReadOnlyList<SetupCheck> rows, bool isMended)
    {
        int Count(SetupStatus status) => rows.Count(row => row.Status == status);
        int warnings = Count(SetupStatus.Warn), mended = rows.Count(row => row.IsFixed), mendable = rows.Count(row => row.CanFix);
        string line = string.Create(CultureInfo.CurrentCulture, $"{Count(SetupStatus.Pass)} passed, {warnings} warning{(warnings == 1 ? "" : "s")}, {Count(SetupStatus.Fail)} failed, {Count(SetupStatus.Skip)} skipped.");
        return mended > 0 ? $"{line} {mended} of them mended now."
            : mendable > 0 && !isMended ? $"{line} Test-SyncSetup -Fix mends {mendable} of them."
            : line;
    }
}
