using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>The requests that some work makes, recorded as it makes them, and made again by one bare HttpClient.</summary>
internal sealed class Requests : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<Uri> _made = new();
    private readonly List<IDisposable> _subscriptions = [];

    private Requests() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What the work asks for, in the order in which it asks. Only the recording is slower by it, not what is measured later.</summary>
    public static IReadOnlyList<Uri> Record(Action work)
    {
        using Requests requests = new();
        work();
        return [.. requests._made];
    }

    /// <summary>Makes them again and reads each answer whole.</summary>
    /// <param name="atOnce">How many at a time.</param>
    public static Task ReplayAsync(HttpClient client, IReadOnlyList<Uri> requests, int atOnce, CancellationToken cancel)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
        return Parallel.ForEachAsync(requests, options, async (request, token) => await client.GetByteArrayAsync(request, token));
    }

    /// <summary>A client with nothing but the node's key.</summary>
    public static HttpClient ClientOf(SyncNode node)
    {
        HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Add("X-API-Key", KeyOf(node));
        return client;
    }

    /// <summary>The node's key: that of a sandbox, made for this run.</summary>
    public static string KeyOf(SyncNode node) => SyncthingHome.At(node.ConfigPath!).ReadEndpoint().Key.Reveal();

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start" && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request)
        {
            _made.Enqueue(request.RequestUri!);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
