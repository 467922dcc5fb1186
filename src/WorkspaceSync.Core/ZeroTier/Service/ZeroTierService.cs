using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>A ZeroTier service that has let us in, and its clock.</summary>
internal sealed class ZeroTierService : IDisposable
{
    private readonly long _openedAt = Stopwatch.GetTimestamp();

    private ZeroTierService(IZeroTierMachine machine, ZeroTierHome home, IZeroTierApi api, StatusAnswer status)
    {
        Machine = machine;
        Home = home;
        Api = api;
        Status = status;
    }

    public IZeroTierMachine Machine { get; }

    public ZeroTierHome Home { get; }

    public IZeroTierApi Api { get; }

    /// <summary>What it said when it let us in.</summary>
    public StatusAnswer Status { get; }

    /// <summary>Whether it is asked through sudo, as the token may not be read.</summary>
    public bool IsThroughSudo => Api is ZeroTierCliApi;

    /// <summary>What a message about it begins with: a host's name, and nothing for this machine.</summary>
    public string Where => Machine.HostName is { } host ? $"{host}: " : "";

    /// <summary>The node's own address.</summary>
    public NodeAddress Address => NodeAddress.TryParse(Status.Address, out NodeAddress address) ? address : default;

    /// <summary>Now, by the service's clock: its times are compared with no other.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Status.Clock) + Stopwatch.GetElapsedTime(_openedAt);

    /// <summary>The networks that it has joined.</summary>
    public async Task<IReadOnlyList<ZeroTierNetwork>> GetNetworksAsync(CancellationToken cancel)
    {
        List<ZeroTierNetwork> networks = [];
        await foreach (NetworkAnswer answer in Api.GetNetworksAsync(cancel).ConfigureAwait(false))
        {
            networks.Add(NetworkReader.Read(answer, Machine.HostName));
        }

        return networks;
    }

    public void Dispose() => Api.Dispose();

    /// <summary>
    /// Finds the service and a way in: the service's token, the user's copy of it, sudo. Each error names the first thing that
    /// has to be mended.
    /// </summary>
    /// <param name="readsPeers">Whether all peers are read next: they are asked for along with the status then.</param>
    public static async Task<ZeroTierService> OpenAsync(IZeroTierMachine machine, CancellationToken cancel, bool readsPeers = false)
    {
        ZeroTierHome home = await machine.FindHomeAsync(cancel).ConfigureAwait(false);
        ZeroTierHttp http = new(machine, home);
        try
        {
            await http.KnockAsync(cancel).ConfigureAwait(false);
            http.Token = home.ServiceToken ?? home.UserToken;
            if (readsPeers && http.Token is not null)
            {
                http.AskAhead(ZeroTierHttpApi.Peers);
            }

            if (http.Token is not null
                && await http.ReadAsync("/status", ZeroTierJson.Default.StatusAnswer, cancel, orRejected: true).ConfigureAwait(false) is { } status)
            {
                return status.Address.Length == NodeAddress.Digits
                    ? new ZeroTierService(machine, home, new ZeroTierHttpApi(http), status)
                    : throw http.Refusals.Malformed("GET /status", "it has no address", null);
            }

            ZeroTierCliApi cli = new(machine.Commands, home, http.Refusals);
            if (home.ServiceToken is null && await cli.IsAllowedAsync(cancel).ConfigureAwait(false))
            {
                status = await cli.GetStatusAsync(cancel).ConfigureAwait(false);
                http.Dispose();
                return new ZeroTierService(machine, home, cli, status);
            }

            throw home.ServiceToken is not null ? http.Refusals.ServiceTokenRejected()
                : home.UserToken is not null ? http.Refusals.StaleToken()
                : http.Refusals.TokenUnreadable();
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }
}
