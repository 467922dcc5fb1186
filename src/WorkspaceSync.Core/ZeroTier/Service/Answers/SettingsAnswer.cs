namespace WorkspaceSync;

/// <summary>The settings in <c>/status</c>; 1.10 and later.</summary>
internal sealed class SettingsAnswer
{
    public int PrimaryPort { get; set; }

    public int SecondaryPort { get; set; }

    public int TertiaryPort { get; set; }

    /// <summary><c>ip/port</c> of each socket.</summary>
    public string[] ListeningOn { get; set; } = [];

    /// <summary><c>ip/port</c> as others see this machine.</summary>
    public string[] SurfaceAddresses { get; set; } = [];

    public bool PortMappingEnabled { get; set; }

    public bool AllowTcpFallbackRelay { get; set; }

    public bool ForceTcpRelay { get; set; }

    public string HomeDir { get; set; } = "";
}
