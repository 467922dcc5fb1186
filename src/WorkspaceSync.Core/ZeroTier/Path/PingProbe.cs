using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;

namespace WorkspaceSync;

/// <summary>An ICMP echo, where this user may send one: .NET needs root or the ping program.</summary>
internal sealed class PingProbe : IProbe
{
    public string Name => "ping";

    public async Task<TimeSpan?> SendAsync(IPAddress to, TimeSpan patience, CancellationToken cancel)
    {
        using Ping ping = new();
        try
        {
            long begin = Stopwatch.GetTimestamp();
            PingReply reply = await ping.SendPingAsync(to, patience, cancellationToken: cancel).ConfigureAwait(false);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);

            // The reply's own time has whole milliseconds; through the ping program the clock has that program's start in it.
            return reply.Status != IPStatus.Success ? null
                : Environment.IsPrivilegedProcess ? elapsed
                : TimeSpan.FromMilliseconds(reply.RoundtripTime);
        }
        catch (Exception e) when (e is PingException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
