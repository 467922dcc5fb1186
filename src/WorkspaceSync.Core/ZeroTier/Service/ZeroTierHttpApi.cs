using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>The service over its HTTP API.</summary>
internal sealed class ZeroTierHttpApi(ZeroTierHttp http) : IZeroTierApi
{
    /// <summary>Where all peers are.</summary>
    public const string Peers = "/peer";

    public async Task<StatusAnswer> GetStatusAsync(CancellationToken cancel) =>
        await http.ReadAsync("/status", ZeroTierJson.Default.StatusAnswer, cancel).ConfigureAwait(false)
        ?? throw http.Refusals.NotZeroTier("404 to GET /status");

    // Read whole: the service sends none before it has put all of them together.
    public async IAsyncEnumerable<PeerAnswer> GetPeersAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (PeerAnswer? peer in await http.ReadAsync(Peers, ZeroTierJson.Default.PeerAnswerArray, cancel).ConfigureAwait(false)
            ?? throw http.Refusals.NotZeroTier($"404 to GET {Peers}"))
        {
            yield return peer ?? throw http.Refusals.Malformed($"GET {Peers}", "an entry is null", null);
        }
    }

    public async Task<PeerAnswer?> GetPeerAsync(NodeAddress address, CancellationToken cancel) =>
        await http.ReadAsync($"{Peers}/{address}", ZeroTierJson.Default.PeerAnswer, cancel).ConfigureAwait(false) is { Address.Length: > 0 } peer ? peer : null;

    public IAsyncEnumerable<NetworkAnswer> GetNetworksAsync(CancellationToken cancel) => http.StreamAsync("/network", ZeroTierJson.Default.NetworkAnswer, cancel);

    public Task<NetworkAnswer?> GetNetworkAsync(NetworkId id, CancellationToken cancel) => http.ReadAsync($"/network/{id}", ZeroTierJson.Default.NetworkAnswer, cancel);

    public Task JoinAsync(NetworkId id, CancellationToken cancel) => http.TellAsync(HttpMethod.Post, $"/network/{id}", "{}", cancel);

    public Task LeaveAsync(NetworkId id, CancellationToken cancel) => http.TellAsync(HttpMethod.Delete, $"/network/{id}", null, cancel);

    public Task SetAsync(NetworkId id, string setting, bool value, CancellationToken cancel) =>
        http.TellAsync(HttpMethod.Post, $"/network/{id}", $$"""{"{{setting}}":{{(value ? "true" : "false")}}}""", cancel);

    public void Dispose() => http.Dispose();
}
