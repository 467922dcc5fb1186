using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>Asks a machine what Syncthing it has, and reads the answer.</summary>
internal static class SurveyReader
{
    // Of the fields of /proc/PID/stat (proc(5)) after the program's name.
    private const int State = 0, Parent = 1, Start = 19;

    /// <param name="withPrograms">Whether the copies are looked for, each of which has to be run to tell its version.</param>
    public static async Task<MachineSurvey> AskAsync(IRemoteShell machine, CancellationToken cancel, bool withPrograms = true)
    {
        Task<HostFacts> facts = HostFacts.AskAsync(machine, cancel);
        RemoteResult answer = await machine.RunAsync(new RemoteScript(SurveyScript.Text, withPrograms ? "all" : "processes"), cancel).ConfigureAwait(false);
        string[] fields = Encoding.UTF8.GetString(answer.Output).Split('\0');
        return answer.ExitCode == 0 && fields.Length > 4 // half an answer would be taken for a machine that has nothing
            ? Read(await facts.ConfigureAwait(false), fields)
            : throw new SyncException(
                SyncError.RemoteCommandFailed,
                $"{machine.HostName}: its sh could not be asked about Syncthing (exit code {answer.ExitCode}): {PrintableText.Of(answer.Errors.Trim())}. Does 'ssh {machine.HostName} uname' work?");
    }

    private static MachineSurvey Read(HostFacts facts, string[] fields)
    {
        List<SurveyedProgram> programs = [];
        List<SurveyedProcess> processes = [];
        List<string> agentFiles = [];
        List<(int, string)> detached = [];
        Dictionary<string, string> single = [];
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            string value = fields[i + 1];
            switch (fields[i])
            {
                case "program":
                    programs.Add(new SurveyedProgram(value, value, "", ""));
                    break;
                case "real":
                    programs[^1] = programs[^1] with { RealPath = value };
                    break;
                case "package":
                    programs[^1] = programs[^1] with { Package = value };
                    break;
                case "version":
                    programs[^1] = programs[^1] with { VersionLine = value };
                    break;
                case "process":
                    processes.Add(new SurveyedProcess(Number(value) ?? 0));
                    break;
                case "agent":
                    agentFiles.Add(value);
                    break;
                case "pidfile" when value.Trim().Split(' ') is [{ } pid, { } start, ..] && Number(pid) is { } id:
                    detached.Add((id, start));
                    break;
                case string name when processes.Count > 0 && ReadProcess(processes[^1], name, value, single) is { } process:
                    processes[^1] = process;
                    break;
                case string name:
                    single[name] = value;
                    break;
            }
        }

        string user = single.GetValueOrDefault("user", "");
        MachineSurvey survey = new(facts)
        {
            User = user,
            Architecture = single.GetValueOrDefault("machine", ""),
            Programs = programs,
            HasUserManager = single.GetValueOrDefault("usermanager", "").Trim() is "running" or "degraded" or "starting" or "initializing",
            UserUnit = ServiceUnit.Parse("syncthing.service", single.GetValueOrDefault("userunit", "")),
            SystemUnit = ServiceUnit.Parse($"syncthing@{user}.service", single.GetValueOrDefault("systemunit", "")),
            Lingers = single.TryGetValue("linger", out string? linger) ? linger == "yes" : null,
            AgentFiles = agentFiles,
            Agents = ReadAgents(single.GetValueOrDefault("agents", "")),
            Brew = single.GetValueOrDefault("brew"),
            Detached = detached,
        };
        HomeFinder finder = survey.CreateFinder(facts.OS);
        return survey with
        {
            Processes = [.. processes.Where(process => process.ProcessId > 0 && process.Start.Length > 0 && DaemonCommandLine.IsDaemon(process.Arguments))
                .Select(process => process with { Home = HomeOf(finder, process) })],
        };
    }

    private static SurveyedProcess? ReadProcess(SurveyedProcess process, string name, string value, Dictionary<string, string> single)
    {
        switch (name)
        {
            case "stat" when value.Split(' ') is { Length: > Start } stat && stat[State] is not ("Z" or "X"):
                return process with { ParentId = Number(stat[Parent]) ?? 0, Start = stat[Start], StartedAt = ToInstant(stat[Start], single) };
            case "owner":
                return process with { User = value.Trim() };
            case "exe":
                return process with { Program = value.Replace(" (deleted)", "", StringComparison.Ordinal) };
            case "unit":
                return process with { Unit = value };
            case "arguments":
                return process with { Arguments = value.Split('\n') };
            case "command":
                string[] words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return process with { Arguments = words, Program = words.FirstOrDefault("") };
            case "parent":
                return process with { ParentId = Number(value.Trim()) ?? 0 };
            case "begun":
                string begun = string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                return process with { Start = begun, StartedAt = DateTimeOffset.TryParseExact(begun, "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset at) ? at : null };
            case "environment":
                return process with { Environment = DaemonCommandLine.Relevant(value.Split('\n')) };
            default:
                return null;
        }
    }

    // Another user's home can be told only when it stands in the command line.
    private static string? HomeOf(HomeFinder finder, SurveyedProcess process) =>
        process.Environment is not null || process.ToDaemon().Flag("home", "config", "conf") is not null ? finder.HomeOf(process.ToDaemon()).Directory : null;

    private static Dictionary<string, int?> ReadAgents(string list)
    {
        Dictionary<string, int?> agents = [];
        foreach (string[] words in list.Split('\n').Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).Where(words => words.Length == 3))
        {
            agents[words[2]] = Number(words[0]);
        }

        return agents;
    }

    private static DateTimeOffset? ToInstant(string ticks, Dictionary<string, string> single) =>
        long.TryParse(single.GetValueOrDefault("boot"), CultureInfo.InvariantCulture, out long boot)
        && long.TryParse(single.GetValueOrDefault("ticks"), CultureInfo.InvariantCulture, out long perSecond) && perSecond > 0
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out long start)
            ? DateTimeOffset.FromUnixTimeMilliseconds((boot * 1000) + (start * 1000 / perSecond)).ToLocalTime()
            : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
