namespace WorkspaceSync;

/// <summary>How a daemon is to be started.</summary>
/// <param name="Program">The file.</param>
/// <param name="Arguments">Without the program.</param>
internal sealed record DaemonLaunch(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables besides those of the session; may hold a key, so they are never put on a command line.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is to be there again after logout and reboot.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>A daemon of a program, with the default home or a named one.</summary>
    public static DaemonLaunch Of(string program, string? home) =>
        new(program, home is null ? ["serve", "--no-browser"] : ["serve", "--no-browser", $"--home={home}"]);

    /// <summary>The same as a process that runs.</summary>
    public static DaemonLaunch Like(SurveyedProcess process) =>
        new(process.Program, [.. process.Arguments.Skip(1)]) { Environment = process.Environment ?? new Dictionary<string, string>() };
}
