using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>The host answers over SSH, and its key is known.</summary>
internal sealed class HostStep : SetupStep
{
    public override string Name(SetupContext context) => $"{context.Request.HostName} reachable";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        context.Shell = await RemoteHosts.Connector.GetAsync(context.Request.HostName, context.Prompt, cancel).ConfigureAwait(false);
        Stopwatch clock = Stopwatch.StartNew();
        RemoteResult answer = await context.Shell.RunAsync(new RemoteScript("uname -sm; printf '%s' \"$HOME\""), cancel).ConfigureAwait(false);
        string[] lines = answer.Text.Split('\n', 2);
        if (answer.ExitCode != 0 || lines.Length < 2 || !lines[1].StartsWith('/'))
        {
            throw new SyncException(SyncError.RemoteCommandFailed, $"{context.Request.HostName}: its sh does not work (exit code {answer.ExitCode}): {PrintableText.Of(answer.Errors.Trim())}. Does 'ssh {context.Request.HostName} uname' work?");
        }

        context.RemotePath ??= Expand(context.Request.RemotePath ?? WorkspacePath.DefaultRemote(context.Request.Path, Home), lines[1]);
        return StepState.Done($"ssh to {context.Shell.Destination}, {lines[0]}, {clock.Elapsed.TotalMilliseconds:0} ms");
    }

    public override Task DoAsync(SetupContext context, CancellationToken cancel) => Task.CompletedTask;

    private static string Home => Environment.GetEnvironmentVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Expand(string path, string home)
    {
        string whole = path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? $"{home.TrimEnd('/')}/{path[2..]}" : path;
        return whole.StartsWith('/')
            ? Path.GetFullPath(whole)
            : throw new SyncException(SyncError.PathInvalid, $"-RemotePath '{path}' is not absolute. Give a path from / or ~/ on the host.");
    }
}
