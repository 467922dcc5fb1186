namespace WorkspaceSync.Tests;

/// <summary>
/// The programs that change files on a machine, in front of the real ones: the n-th call of all ends the sh that made it with
/// SIGKILL, before it is done. What comes later finds a machine that works again, or one that is gone.
/// </summary>
internal sealed class FatalPrograms : IDisposable
{
    private static readonly string[] s_names = ["cp", "ln", "mkdir", "mv", "rm", "sync"];

    private readonly DirectoryInfo _bin = Directory.CreateTempSubdirectory("ws-fatal-");

    public FatalPrograms(int call, bool isGoneAfter)
    {
        // With sh -c, the last command may be put in the place of the sh itself: then that is the one to end.
        string script =
            $$"""
            #!/bin/sh
            count={{_bin.FullName}}/count
            number=$(($(cat "$count") + 1))
            echo $number >"$count"
            end() {
              case $(ps -o comm= -p $PPID) in *sh) kill -9 $PPID ;; esac
              kill -9 $$
            }
            {{(isGoneAfter ? $"[ $number -le {call} ] || end" : "")}}
            [ $number -ne {{call}} ] || end
            PATH=/usr/bin:/bin exec "${0##*/}" "$@"
            """;
        File.WriteAllText(Path.Join(_bin.FullName, "count"), "0\n");
        foreach (string name in s_names)
        {
            string program = Path.Join(_bin.FullName, name);
            File.WriteAllText(program, script + "\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Shell = new LocalShell(new Dictionary<string, string?> { ["PATH"] = $"{_bin.FullName}:{Environment.GetEnvironmentVariable("PATH")}" });
    }

    /// <summary>The machine.</summary>
    public LocalShell Shell { get; }

    /// <summary>How many calls there were.</summary>
    public int Calls => int.Parse(File.ReadAllText(Path.Join(_bin.FullName, "count")), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => _bin.Delete(recursive: true);
}
