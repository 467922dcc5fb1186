using System.Globalization;

namespace WorkspaceSync;

/// <summary>A health as a view shows it: with the percentage beside what is still needed, and in a state's colour.</summary>
public static class HealthText
{
    private const string Reset = "\u001b[0m";

    /// <summary>The health with the percentage of whoever is furthest behind, while something is needed.</summary>
    public static string Of(SyncStatus status)
    {
        double? percent = status.Devices.Select(device => device.CompletionPercent).Append(status.CompletionPercent).Min();
        return status.Health is SyncHealth.Syncing or SyncHealth.LocalBehind or SyncHealth.RemoteBehind && percent is < 100
            ? string.Create(CultureInfo.CurrentCulture, $"{status.Health} {Math.Floor(percent.Value):0} %")
            : status.Health.ToString();
    }

    /// <summary>The same in colour on a terminal. PowerShell takes the colour out again when NO_COLOR is set, and where it redirects the output itself.</summary>
    /// <param name="good">$PSStyle's sequence for what is well.</param>
    /// <param name="busy">For what goes on by itself.</param>
    /// <param name="bad">For what needs somebody.</param>
    public static string Of(SyncStatus status, string good, string busy, string bad)
    {
        string colour = status.Health switch
        {
            SyncHealth.InSync => good,
            SyncHealth.Error or SyncHealth.Stopped => bad,
            _ => busy,
        };
        return Console.IsOutputRedirected ? Of(status) : colour + Of(status) + Reset; // pwsh | less: PowerShell doesn't notice that one
    }
}
