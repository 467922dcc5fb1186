using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the addresses of ZeroTier's peers.</summary>
public sealed class PeerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, (fakeBoundParameters["HostName"] is null ? Completions.InTime(ReadAsync) : []).Select(peer => (peer.Address, Describe(peer))));

    private static async Task<List<ZeroTierPeer>> ReadAsync(CancellationToken cancel)
    {
        using ZeroTierService service = await ZeroTierService.OpenAsync(new LocalMachine(), cancel).ConfigureAwait(false);
        List<ZeroTierPeer> peers = [];
        await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, cancel).ConfigureAwait(false))
        {
            peers.Add(peer);
        }

        return peers;
    }

    private static string Describe(ZeroTierPeer peer) =>
        $"{peer.Address}: {peer.Role}, {peer.Connection}{(peer.PhysicalAddress is { } address ? $" {address}" : "")}";
}
