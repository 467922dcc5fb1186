using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Where releases come from: the project's own place, a mirror, or a directory.</summary>
internal sealed class ReleaseStore(string? source, string cache)
{
    private const long MostBytes = 512L << 20;

    private static readonly HttpClient s_http = CreateClient();
    private static readonly TimeSpan s_stall = TimeSpan.FromSeconds(30);

    /// <summary>Where the project has its releases, each in a folder of its version.</summary>
    public Uri Official { get; init; } = new("https://github.com/syncthing/syncthing/releases/download/");

    /// <summary>What tells which is the newest.</summary>
    public Uri Latest { get; init; } = new("https://api.github.com/repos/syncthing/syncthing/releases/latest");

    /// <summary>Told how much of an archive is here.</summary>
    public Action<WorkProgress> OnProgress { get; init; } = _ => { };

    /// <summary>The store that was asked for; downloads go to the user's cache.</summary>
    public static ReleaseStore Of(InstallOptions options)
    {
        string home = Environment.GetEnvironmentVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache : Path.Join(home, ".cache");
        return new ReleaseStore(options.Source, Path.Join(root, "WorkspaceSync"))
        {
            OnProgress = options.OnProgress,
        };
    }

    private bool IsDirectory => source is not null && !IsUrl;

    private bool IsUrl => Uri.TryCreate(source, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";

    /// <summary>Where it looks, for messages.</summary>
    public string Name => source ?? "github.com/syncthing/syncthing";

    /// <summary>The newest release for a platform.</summary>
    public async Task<ReleaseName> FindNewestAsync(string platform, CancellationToken cancel)
    {
        if (source is null)
        {
            return ReleaseName.Of(platform, ReadTag(await GetTextAsync(Latest, cancel).ConfigureAwait(false)));
        }

        string listing = IsUrl ? await GetTextAsync(Base, cancel).ConfigureAwait(false) : string.Join('\n', ListDirectory());
        ReleaseName[] found = [.. ReleaseName.FindAll(platform, listing).OrderByDescending(release => release.IsStable).ThenByDescending(release => release.Number)];
        return found.Length > 0
            ? found[0]
            : throw new SyncException(SyncError.ReleaseNotFound, $"{Name} has no release for {platform}: no file such as {new ReleaseName(platform, "v2.1.3").File}. Put it there, or give another -Source.");
    }

    /// <summary>The archive as a file of this machine. A download that broke off goes on where it was.</summary>
    public async Task<string> GetAsync(ReleaseName release, CancellationToken cancel)
    {
        if (IsDirectory)
        {
            string file = Path.Join(source, release.File);
            return File.Exists(file) ? file : throw NotFound(release);
        }

        Directory.CreateDirectory(cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string whole = Path.Join(cache, release.File), part = whole + ".part";
        Uri address = AddressOf(release);
        try
        {
            await DownloadAsync(address, part, release, cancel).ConfigureAwait(false);
            File.Move(part, whole, overwrite: true);
            return whole;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new SyncException(
                e.Message.Contains("No space left", StringComparison.Ordinal) ? SyncError.DiskFull : SyncError.SourceUnreachable,
                $"{release.File} could not be got from {Name}: {e.Message.TrimEnd('.')}. Nothing was installed. Run the same command again: what has come so far is kept. Without internet, give a directory that has the archive: -Source.",
                e);
        }
    }

    /// <summary>Where an archive is downloaded from.</summary>
    public Uri AddressOf(ReleaseName release) => source is null ? new Uri(Official, $"{release.Version}/{release.File}") : new Uri(Base, release.File);

    /// <summary>Forgets a download: after it was used, and when it turned out to be bad.</summary>
    public void Forget(string archive)
    {
        if (Path.GetDirectoryName(archive) == cache)
        {
            File.Delete(archive);
        }
    }

    private Uri Base => new(source!.EndsWith('/') ? source : source + "/");

    private static HttpClient CreateClient()
    {
        HttpClient client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("WorkspaceSync");
        return client;
    }

    private async Task DownloadAsync(Uri address, string part, ReleaseName release, CancellationToken cancel)
    {
        await using FileStream file = new(part, FileMode.OpenOrCreate, FileAccess.Write);
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (file.Length > 0)
        {
            request.Headers.Range = new(file.Length, null);
        }

        using HttpResponseMessage answer = await s_http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).WaitAsync(s_stall, cancel).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return; // all of it is here already
        }

        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw NotFound(release);
        }

        answer.EnsureSuccessStatusCode();
        file.SetLength(answer.StatusCode == HttpStatusCode.PartialContent ? file.Length : 0);
        file.Seek(0, SeekOrigin.End);
        long? total = file.Length + answer.Content.Headers.ContentLength;
        using Stream content = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 17];
        int read;
        while ((read = await content.ReadAsync(buffer, cancel).AsTask().WaitAsync(s_stall, cancel).ConfigureAwait(false)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            OnProgress(WorkProgress.Of("downloading", 0, 0, file.Position, total ?? 0, release.File));
            if (file.Position > MostBytes)
            {
                throw new SyncException(SyncError.ArchiveInvalid, $"{release.File} at {Name} is far larger than any release. Nothing was installed.");
            }
        }

        if (total is not null && file.Position < total)
        {
            throw new IOException($"it ended after {file.Position} of {total} bytes");
        }
    }

    private string ReadTag(string answer)
    {
        try
        {
            if ((string?)JObject.Parse(answer)["tag_name"] is { Length: > 0 } tag)
            {
                return tag;
            }
        }
        catch (JsonException)
        {
            // as a proxy's page is none
        }

        throw new SyncException(SyncError.SourceUnreachable, $"{Name} does not say which release is the newest: its answer is not the list that it gives. Give -Version, or a directory with the archive: -Source.");
    }

    private async Task<string> GetTextAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            return await s_http.GetStringAsync(address, cancel).WaitAsync(s_stall, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            throw new SyncException(SyncError.SourceUnreachable, $"{Name} cannot be asked which releases it has: {e.Message.TrimEnd('.')}. Give -Version, or a directory with the archive: -Source.", e);
        }
    }

    private IEnumerable<string> ListDirectory() => Directory.Exists(source)
        ? Directory.EnumerateFiles(source).Select(Path.GetFileName).OfType<string>()
        : throw new SyncException(SyncError.SourceUnreachable, $"There is no directory {source} on this machine. Give one that has the release's archive, or a URL: -Source.");

    private SyncException NotFound(ReleaseName release) =>
        new(SyncError.ReleaseNotFound, $"{Name} has no {release.File}. Is the version right, and made for that machine?");
}
