using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WorkspaceSync;

/// <summary>The service through <c>sudo -n zerotier-cli -j</c>: for a user who may run that and may not read the token.</summary>
internal sealed class ZeroTierCliApi(ICommandRunner commands, ZeroTierHome home, ZeroTierRefusals refusals) : IZeroTierApi
{
    /// <summary>Whether sudo lets this user ask, without a password.</summary>
    public async Task<bool> IsAllowedAsync(CancellationToken cancel) =>
        await RunAsync(["info"], cancel).ConfigureAwait(false) is { ExitCode: 0 } result && result.Text.TrimStart().StartsWith('{');

    public async Task<StatusAnswer> GetStatusAsync(CancellationToken cancel) =>
        Parse(await AskAsync(cancel, "info").ConfigureAwait(false), ZeroTierJson.Default.StatusAnswer, "info");

    public async IAsyncEnumerable<PeerAnswer> GetPeersAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (PeerAnswer peer in Parse(await AskAsync(cancel, "listpeers").ConfigureAwait(false), ZeroTierJson.Default.PeerAnswerArray, "listpeers"))
        {
            yield return peer;
        }
    }

    public async Task<PeerAnswer?> GetPeerAsync(NodeAddress address, CancellationToken cancel)
    {
        string wanted = address.ToString();
        await foreach (PeerAnswer peer in GetPeersAsync(cancel).ConfigureAwait(false))
        {
            if (peer.Address == wanted)
            {
                return peer;
            }
        }

        return null;
    }

    public async IAsyncEnumerable<NetworkAnswer> GetNetworksAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (NetworkAnswer network in Parse(await AskAsync(cancel, "listnetworks").ConfigureAwait(false), ZeroTierJson.Default.NetworkAnswerArray, "listnetworks"))
        {
            yield return network;
        }
    }

    public async Task<NetworkAnswer?> GetNetworkAsync(NetworkId id, CancellationToken cancel)
    {
        string wanted = id.ToString();
        await foreach (NetworkAnswer network in GetNetworksAsync(cancel).ConfigureAwait(false))
        {
            if (network.Id == wanted)
            {
                return network;
            }
        }

        return null;
    }

    public Task JoinAsync(NetworkId id, CancellationToken cancel) => AskAsync(cancel, "join", id.ToString());

    public Task LeaveAsync(NetworkId id, CancellationToken cancel) => AskAsync(cancel, "leave", id.ToString());

    public Task SetAsync(NetworkId id, string setting, bool value, CancellationToken cancel) =>
        AskAsync(cancel, "set", id.ToString(), $"{setting}={(value ? 1 : 0)}");

    public void Dispose()
    {
    }

    private async Task<byte[]> AskAsync(CancellationToken cancel, params string[] command)
    {
        CommandResult result = await RunAsync(command, cancel).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output
            : throw refusals.Refused($"zerotier-cli {command[0]}", (result.Errors.Length > 0 ? result.Errors : result.Text).Trim());
    }

    // sudo forgets the environment, so another home than the usual one has to be named.
    private Task<CommandResult> RunAsync(string[] command, CancellationToken cancel) => commands.RunAsync(
        "sudo", ["-n", "zerotier-cli", "-j", .. home.IsDefault ? Array.Empty<string>() : [$"-D{home.Directory}"], .. command], cancel);

    private T Parse<T>(byte[] output, JsonTypeInfo<T> type, string command)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(output, type) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw refusals.Malformed($"zerotier-cli {command}", e.Message, e);
        }
    }
}
