namespace WorkspaceSync;

/// <summary>How a daemon is wanted.</summary>
internal sealed record StartOptions
{
    /// <summary>As a service that is there again after logout and reboot.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>How long it may take until its folders are loaded.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The process that ran before: started again as it was, where no service manager does that.</summary>
    public SurveyedProcess? Like { get; init; }

    /// <summary>Told what is being waited for.</summary>
    public Action<string> OnPhase { get; init; } = _ => { };
}
