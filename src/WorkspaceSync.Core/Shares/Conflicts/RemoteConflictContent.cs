namespace WorkspaceSync;

/// <summary>The content of a conflict on a far machine: read over there when the conflict was found, as a property can't wait for a network.</summary>
/// <param name="answer">What the machine said: same and binary as digits, then the live file's hash and the copy's.</param>
internal sealed class RemoteConflictContent(string answer, FileFacts? live, string copyPath, FileFacts copy) : ConflictContent
{
    private readonly string[] _lines = answer.Split('\n');

    public override bool AreIdentical() => _lines[0].StartsWith('1');

    public override SyncConflictKind FindKind() =>
        KindOf(live, copy) ?? (_lines[0].EndsWith('1') ? SyncConflictKind.Binary : SyncConflictKind.Text);

    public override string? Hash(string path, FileFacts facts) =>
        _lines.ElementAtOrDefault(path == copyPath ? 2 : 1) is { Length: 64 } hash ? hash.ToUpperInvariant() : null;
}
