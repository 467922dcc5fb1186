using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>A port of loopback on which nobody listens.</summary>
internal static class FreePort
{
    public static int Next() => int.Parse(SandboxConfiguration.FreePort(), CultureInfo.InvariantCulture);
}
