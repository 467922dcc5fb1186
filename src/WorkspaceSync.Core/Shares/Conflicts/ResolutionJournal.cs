using System.Globalization;
using System.Security.Cryptography;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace WorkspaceSync;

/// <summary>
/// The records of resolutions, one file each, in <c>$XDG_STATE_HOME/WorkspaceSync/resolutions</c>. A record is on the disk
/// before the first file is touched, so that whatever happens can be undone.
/// </summary>
internal sealed class ResolutionJournal(string directory)
{
    private static readonly JsonSerializerSettings s_json = new() { Formatting = Formatting.Indented, Converters = { new StringEnumConverter() }, DateParseHandling = DateParseHandling.None };

    /// <summary>The user's own.</summary>
    public static ResolutionJournal Current => new(Path.Join(StateFolder.Path, "resolutions"));

    /// <summary>An id that sorts by time.</summary>
    public static string NewId(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.LocalDateTime:yyyyMMdd-HHmmss}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(2)).ToLowerInvariant()}");

    /// <summary>Writes a record, or writes it anew: whole, and on the disk when this returns.</summary>
    public void Save(SyncConflictResolution record)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string beside = Path.Join(directory, $".{record.Id}.new");
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            using (FileStream stream = new(beside, options))
            using (StreamWriter writer = new(stream))
            {
                writer.Write(JsonConvert.SerializeObject(record, s_json));
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, FileOf(record.Id), overwrite: true);
            FileLinks.Flush(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.Unwritable(directory, e.Message, e);
        }
    }

    /// <summary>All records, the newest first. One that can't be read is passed over: it is not ours to mend.</summary>
    public IReadOnlyList<SyncConflictResolution> ReadAll() => !Directory.Exists(directory)
        ? []
        : [.. Directory.EnumerateFiles(directory, "*.json").Select(Read).OfType<SyncConflictResolution>().OrderByDescending(record => record.Id, StringComparer.Ordinal)];

    /// <summary>Who wrote the versions of a share's files that were resolved or brought back, by file.</summary>
    public ILookup<string, ResolvedVersion> ReadAuthors(string share) => ReadAll()
        .Where(record => record.Share == share)
        .SelectMany(record => record.Versions.Where(version => version.Author.Machine is not null).Select(version => (record.Path, Version: version)))
        .ToLookup(pair => pair.Path, pair => pair.Version);

    /// <summary>One record; ResolutionNotFound when there is none of that id.</summary>
    public SyncConflictResolution Get(string id) =>
        (id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? Read(FileOf(id)) : null)
        ?? throw new SyncException(SyncError.ResolutionNotFound, $"There is no resolution '{id}'. Get-SyncConflict -Resolved lists those that there are.");

    /// <summary>Forgets a record that nothing came of.</summary>
    public void Remove(string id) => File.Delete(FileOf(id));

    private static SyncConflictResolution? Read(string file)
    {
        try
        {
            return JsonConvert.DeserializeObject<SyncConflictResolution>(File.ReadAllText(file), s_json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private string FileOf(string id) => Path.Join(directory, id + ".json");
}
