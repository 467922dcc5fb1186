using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Walks two trees in step, and looks at what nobody will open: what only one side has, or has as something else.</summary>
/// <param name="seesFiles">False leaves files unseen that both sides have.</param>
internal sealed class ComparedWalk(IShareFiles here, IShareFiles there, IgnoreSet[] ignores, bool seesFiles)
{
    private readonly IShareWalk _left = here.Walk(ignores[0], seesFiles);
    private readonly IShareWalk _right = there.Walk(ignores[1], seesFiles);

    /// <summary>How many entries of each side were left out so far.</summary>
    public (long Here, long There) LeftOut => (_left.LeftOut, _right.LeftOut);

    public async IAsyncEnumerable<ComparedPath> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (ComparedPath pair in TreeMerge.RunAsync(_left.RunAsync(cancel), _right.RunAsync(cancel)).ConfigureAwait(false))
        {
            if (pair.IsSeen || pair.AreUnseenFiles)
            {
                yield return pair;
            }
            else
            {
                yield return pair with
                {
                    Here = await SeeAsync(here, pair.Here, cancel).ConfigureAwait(false),
                    There = await SeeAsync(there, pair.There, cancel).ConfigureAwait(false),
                };
            }
        }
    }

    private static async Task<FileFinding?> SeeAsync(IShareFiles files, FileFinding? found, CancellationToken cancel)
    {
        try
        {
            return found is not { IsUnseen: true } ? found
                : await files.LookAsync(found.Path, cancel).ConfigureAwait(false) is { } facts ? found with { Facts = facts }
                : null;
        }
        catch (SyncException e)
        {
            return new FileFinding(found!.Path, null, e);
        }
    }
}
