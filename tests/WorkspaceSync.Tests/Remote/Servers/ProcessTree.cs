using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Looks at the processes of this machine behind everybody's back.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> Children(int parent) => [.. All().Where(process => process.Parent == parent).Select(process => process.Id)];

    /// <summary>Whether a process runs whose command line has this text.</summary>
    public static bool IsAny(string commandLine) => All().Any(process =>
    {
        try
        {
            return process.Id != Environment.ProcessId && File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ').Contains(commandLine, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });

    public static void Kill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private static IEnumerable<(int Id, int Parent)> All()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id))
            {
                string stat;
                try
                {
                    stat = File.ReadAllText(Path.Join(folder, "stat"));
                }
                catch (IOException)
                {
                    continue;
                }

                yield return (id, int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
            }
        }
    }
}
