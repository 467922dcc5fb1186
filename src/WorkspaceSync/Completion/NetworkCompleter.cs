using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the ids of the ZeroTier networks that this machine has joined.</summary>
public sealed class NetworkCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, (fakeBoundParameters["HostName"] is null ? Completions.InTime(ReadAsync) : []).Select(network => (network.Id, $"{network.Title}: {network.Status}")));

    private static async Task<List<ZeroTierNetwork>> ReadAsync(CancellationToken cancel)
    {
        using ZeroTierService service = await ZeroTierService.OpenAsync(new LocalMachine(), cancel).ConfigureAwait(false);
        return [.. await service.GetNetworksAsync(cancel).ConfigureAwait(false)];
    }
}
