namespace WorkspaceSync;

/// <summary>What <c>/status</c> says.</summary>
internal sealed class StatusAnswer
{
    public string Address { get; set; } = "";

    public string Version { get; set; } = "";

    /// <summary>The service's own word, which stays true for minutes after it stopped being so.</summary>
    public bool Online { get; set; }

    public bool TcpFallbackActive { get; set; }

    /// <summary>Milliseconds since 1970, by the service's clock.</summary>
    public long Clock { get; set; }

    public Configuration? Config { get; set; }

    /// <summary>The outer part of the settings.</summary>
    internal sealed class Configuration
    {
        public SettingsAnswer Settings { get; set; } = new();
    }
}
