using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>
/// The service with many peers as a process of its own, as the real one is: within the client's, its garbage and its threads
/// would be measured as the client's.
/// </summary>
internal sealed class ServiceProcess : IDisposable
{
    /// <summary>The first argument of this program that makes it the service; the second is how many peers it has.</summary>
    public const string Argument = "--serve-peers";

    private readonly Process _process;

    public ServiceProcess(int peers)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(ServiceProcess).Assembly.Location, Argument, peers.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse(_process.StandardOutput.ReadLine() ?? "", CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public Uri Uri => new($"http://127.0.0.1:{Port}/");

    /// <summary>The process's own work: until its input ends, as it does with whoever started it.</summary>
    public static void Serve(int peers)
    {
        using ManyPeersService service = new(peers);
        Console.WriteLine(service.Port);
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
