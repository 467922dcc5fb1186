namespace WorkspaceSync;

/// <summary>One check of a setup: what was looked at, how it is, and the command that mends it.</summary>
public sealed class SetupCheck
{
    /// <summary>What was looked at, such as <c>ssh</c> or <c>folder nt</c>.</summary>
    public required string Component { get; init; }

    /// <summary>The machine: the host's name as given to <c>ssh</c>, else this machine's.</summary>
    public required string Node { get; init; }

    /// <summary>The SSH host; null on this machine.</summary>
    public string? HostName { get; init; }

    /// <summary>How it is.</summary>
    public required SetupStatus Status { get; init; }

    /// <summary>What is there, or what is wrong.</summary>
    public required string Detail { get; init; }

    /// <summary>The command that mends it, or what to do; null when nothing has to be done.</summary>
    public string? Fix { get; init; }

    /// <summary>Whether <c>-Fix</c> can do it: it loses nothing and can be taken back.</summary>
    public bool CanFix => Mend is not null;

    /// <summary>Whether <c>-Fix</c> did it in this run.</summary>
    public bool IsFixed { get; internal set; }

    internal Func<CancellationToken, Task>? Mend { get; init; }

    /// <summary>What is the same row when it is looked at again.</summary>
    internal string ToKey() => $"{Node}\n{Component}";

    /// <summary>The machine, the component and how it is.</summary>
    public override string ToString() => $"{Node}: {Component}: {Status}";
}
