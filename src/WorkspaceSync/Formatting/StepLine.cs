using System.Globalization;

namespace WorkspaceSync;

/// <summary>A step of a setup as a line.</summary>
internal static class StepLine
{
    /// <summary>Mark, name, what is there, and the time of what took some.</summary>
    public static string Of(SetupStepReport report, bool isDry)
    {
        string mark = report.IsDone ? "✓" : isDry ? "•" : "✗";
        string time = report.Duration.TotalSeconds >= 0.1 ? string.Create(CultureInfo.CurrentCulture, $"  {report.Duration.TotalSeconds:0.0} s") : "";
        return $"  {mark} {report.Step,-34} {report.Detail}{time}";
    }
}
