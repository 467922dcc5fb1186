namespace WorkspaceSync;

/// <summary>Which release goes where.</summary>
/// <param name="File">The program on the machine.</param>
/// <param name="Present">The version that is there; null when none is.</param>
internal sealed record InstallPlan(ReleaseName Release, string File, string? Present)
{
    /// <summary>Whether that very version is there already.</summary>
    public bool IsDone => Present == Release.Version;
}
