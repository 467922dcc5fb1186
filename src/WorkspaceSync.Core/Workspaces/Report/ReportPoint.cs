namespace WorkspaceSync;

/// <summary>How complete a share was on a machine at a time.</summary>
/// <param name="Percent">Of items and bytes, whichever is less.</param>
internal readonly record struct ReportPoint(string Share, string Machine, DateTimeOffset Time, double Percent);
