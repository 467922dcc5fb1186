using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Everything of a share that travels, on a far machine. It is listed and sorted over there; the ignores are applied here.</summary>
internal sealed class RemoteWalk(RemoteFiles files, IgnoreSet ignores) : IShareWalk
{
    public long LeftOut { get; private set; }

    public async IAsyncEnumerable<FileFinding> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string[] pruned = [.. IgnorePruning.Names([.. ignores.Patterns.Select(pattern => pattern.Text)]).SelectMany(name => new[] { "-o", "-name", name })];
        string? closed = null;
        await foreach (FileFinding finding in files.RunAsync(new RemoteScript(RemoteFileScripts.Walk, [files.Root, .. pruned]), cancel).ConfigureAwait(false))
        {
            if (closed is not null && finding.Path.StartsWith(closed, StringComparison.Ordinal))
            {
                continue;
            }

            if (finding.Trouble is not null && FileTrouble.IsNotText(finding.Path))
            {
                closed = finding.Path + "/"; // what Syncthing passes over, with all that is in it
                LeftOut++;
                continue;
            }

            if (finding.Trouble is not null)
            {
                yield return finding;
                continue;
            }

            (bool travels, bool enters) = ignores.Look(finding.Path);
            closed = enters ? null : finding.Path + "/";
            if (travels && finding.Facts!.Kind is not FileKind.Special)
            {
                yield return finding;
            }
            else
            {
                LeftOut++;
            }
        }
    }
}
