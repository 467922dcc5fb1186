namespace WorkspaceSync;

/// <summary>What <c>system/version</c> says of the program.</summary>
internal sealed class SystemVersion
{
    public string Version { get; init; } = "";

    public string Os { get; init; } = "";

    public string Arch { get; init; } = "";
}
