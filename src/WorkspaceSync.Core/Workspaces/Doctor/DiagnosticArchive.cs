using System.IO.Compression;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What helps somebody else to see what is wrong: checks, configuration, state and logs of the machines, without secrets.</summary>
internal static class DiagnosticArchive
{
    /// <summary>Writes it beside its place and renames it; readable by this user only.</summary>
    public static async Task WriteAsync(string file, IReadOnlyList<DoctorFacts> machines, CancellationToken cancel)
    {
        List<(string Name, string Text)> parts = [];
        SecretFilter filter = new();
        foreach (DoctorFacts facts in machines)
        {
            parts.AddRange(await ReadAsync(facts, filter, cancel).ConfigureAwait(false));
        }

        string beside = $"{file}.{Environment.ProcessId}.new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        try
        {
            using (FileStream stream = new(beside, options))
            using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
            {
                foreach ((string name, string text) in parts)
                {
                    using Stream entry = zip.CreateEntry(name).Open();
                    entry.Write(Encoding.UTF8.GetBytes(filter.Clean(text))); // last, when every secret of every machine is known
                }
            }

            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new SyncException(SyncError.PathInvalid, $"{file} cannot be written: {e.Message.TrimEnd('.')}. Give a file in a directory that you may write to: -Path.", e);
        }
    }

    private static async Task<List<(string, string)>> ReadAsync(DoctorFacts facts, SecretFilter filter, CancellationToken cancel)
    {
        string folder = string.Concat(facts.Machine.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        List<(string, string)> parts =
        [
            ($"{folder}/checks.txt", string.Concat(facts.Rows.Select(row => $"{row.Status,-5} {row.Component}: {row.Detail}{(row.Fix is null ? "" : $"\n      -> {row.Fix}")}\n"))),
        ];
        if (facts.Survey is not null)
        {
            MachineSurvey survey = await SurveyReader.AskAsync(facts.Shell, cancel).ConfigureAwait(false);
            parts.Add(($"{folder}/programs.json", JsonConvert.SerializeObject(ProgramReader.Describe(facts.Target, survey), Formatting.Indented)));
            parts.Add(($"{folder}/log-of-start.txt", await ReadLogFileAsync(facts, cancel).ConfigureAwait(false)));
        }

        if (facts.Node is { } node)
        {
            filter.Add((string?)facts.Gui["apiKey"]);
            parts.Add(($"{folder}/config.json", filter.Clean(await node.Client.Config.GetAllAsync(cancel).ConfigureAwait(false)).ToString(Formatting.Indented)));
            JObject log = await node.Client.System.GetLogAsync(cancel).ConfigureAwait(false);
            parts.Add(($"{folder}/log.txt", string.Concat((log["messages"] as JArray ?? []).Select(line => $"{line["when"]} {line["message"]}\n"))));
            parts.Add(($"{folder}/status.json", JsonConvert.SerializeObject(await node.Client.System.GetStatusAsync(cancel).ConfigureAwait(false), Formatting.Indented)));
            parts.Add(($"{folder}/connections.json", JsonConvert.SerializeObject(await node.Client.System.GetConnectionsAsync(cancel).ConfigureAwait(false), Formatting.Indented)));
            foreach (string id in facts.Folders.Select(one => (string)one["id"]!))
            {
                parts.Add(($"{folder}/folder-{string.Concat(id.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' ? letter : '_'))}.json", JsonConvert.SerializeObject(await node.Client.Database.GetStatusAsync(id, cancel).ConfigureAwait(false), Formatting.Indented)));
            }
        }

        return parts;
    }

    // What a daemon that does not answer has said last.
    private static async Task<string> ReadLogFileAsync(DoctorFacts facts, CancellationToken cancel)
    {
        const string Tail = "tail -n 200 \"${XDG_STATE_HOME:-$HOME/.local/state}/WorkspaceSync/syncthing.log\" 2>/dev/null";
        return (await facts.Shell.RunAsync(new RemoteScript(Tail), cancel).ConfigureAwait(false)).Text;
    }
}
