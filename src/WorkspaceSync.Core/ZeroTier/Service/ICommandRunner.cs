namespace WorkspaceSync;

/// <summary>Runs programs on one machine, this one or one behind SSH: the only way in which ZeroTier's code does.</summary>
internal interface ICommandRunner
{
    /// <summary>Runs a program to its end. One that isn't there exits with 127, as in a shell.</summary>
    Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel);
}
