namespace WorkspaceSync;

/// <summary>The shares' directories exist on both machines.</summary>
internal sealed class DirectoriesStep : SetupStep
{
    public override string Name(SetupContext context) => "directories";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        List<string> missing = [.. context.Request.Shares.Select(context.LocalPathOf).Where(path => !Directory.Exists(path))];
        string[] there = [.. context.Request.Shares.Select(context.RemotePathOf)];
        RemoteResult answer = await context.Shell!.RunAsync(new RemoteScript("for d in \"$@\"; do [ -d \"$d\" ] || printf '%s\\0' \"$d\"; done", there), cancel).ConfigureAwait(false);
        missing.AddRange(answer.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => $"{context.Request.HostName}:{path}"));
        return missing.Count == 0
            ? StepState.Done($"{context.Request.Path}, {context.RemotePath} there")
            : StepState.Would($"would create {string.Join(", ", missing)}");
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        foreach (string path in context.Request.Shares.Select(context.LocalPathOf))
        {
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new SyncException(SyncError.PathInvalid, $"{path} cannot be created: {e.Message} Give another path, or mend the permissions of the directory above.", e);
            }
        }

        FaultPoint.Reach("setup-inside-DirectoriesStep");
        RemoteResult answer = await context.Shell!.RunAsync(new RemoteScript("mkdir -p -- \"$@\"", [.. context.Request.Shares.Select(context.RemotePathOf)]), cancel).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw new SyncException(SyncError.PathInvalid, $"{context.Request.HostName}: {PrintableText.Of(answer.Errors.Trim())}. Give another -RemotePath, or mend the permissions there.");
        }
    }
}
