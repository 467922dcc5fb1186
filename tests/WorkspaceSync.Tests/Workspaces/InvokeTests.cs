using System.Diagnostics;
using System.Management.Automation;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>A command runs on the other machine as if it ran here: same directory, same files, its output, its exit code.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class InvokeTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task ItRunsInTheMappedDirectoryAndItsResultsComeBack(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        foreach (string below in new[] { "plain", "with space", "it's \"quoted\"", "ünïcode 日本", "$HOME `x` [a]*", "-dash" })
        {
            string here = Path.Join(pair.PathHere(name), below), there = Path.Join(pair.PathThere(name), below);
            FileTree.Write(here, "input.txt", below);
            CmdletResult result = pair.RunIn(here, "Invoke-RemoteWorkspace { pwd; cat input.txt; echo; cat input.txt | tr a-z A-Z >'made there.txt'; exit 3 }; $LASTEXITCODE");
            result.AssertNoErrors();
            Assert.Equal([there, below, "3"], result.Output.Select(line => line.ToString()));
            Assert.Equal(File.ReadAllText(Path.Join(there, "made there.txt")), File.ReadAllText(Path.Join(here, "made there.txt")));
        }

        // Without a flush nothing travels, in no direction.
        FileTree.Write(pair.PathHere(name), "later.txt");
        Assert.Equal("no", pair.RunIn(pair.PathHere(name), "Invoke-RemoteWorkspace { test -e later.txt && echo yes || echo no } -NoSync").One<string>());

        // From elsewhere by its name, in its own directory; from nowhere it is an error.
        Assert.Equal(pair.PathThere(name), pair.Run("Invoke-RemoteWorkspace { pwd } -Name $name -NoSync", ("name", name)).One<string>());
        Assert.Contains(name, pair.RunIn("/", "Invoke-RemoteWorkspace { pwd }").Error(SyncError.WorkspaceNotFound).ToString(), StringComparison.Ordinal);
        pair.Run("Invoke-RemoteWorkspace { pwd } -Name nosuch").Error(SyncError.WorkspaceNotFound);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task ArgumentsArriveAsTheyAre(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        string[] arguments = ["a b", "", "it's", "\"double\"", "two\nlines", "ü日本 €", "-n", "--", "$HOME", "`id`", "\\", "*", "!x", "%s", " lead", "tab\there", "~"];
        string expected = string.Concat(arguments.Select(one => $"<{one}>"));
        CmdletResult byCommand = pair.RunIn(pair.PathHere(name), "Invoke-RemoteWorkspace -Command printf, '<%s>' -ArgumentList $arguments -NoSync", ("arguments", arguments));
        byCommand.AssertNoErrors();
        Assert.Equal(expected, string.Join('\n', byCommand.Output));
        CmdletResult byScript = pair.RunIn(pair.PathHere(name), "Invoke-RemoteWorkspace { printf '<%s>' \"$@\" } $arguments -NoSync; $LASTEXITCODE", ("arguments", arguments));
        Assert.Equal([.. expected.Split('\n'), "0"], byScript.Output.Select(line => line.ToString()));
        Assert.Equal("1.5 True 7", pair.RunIn(pair.PathHere(name), "Invoke-RemoteWorkspace { echo $1 $2 $3 } 1.5, $true, 7 -NoSync").One<string>());
        Assert.Equal(127, pair.RunIn(pair.PathHere(name), "Invoke-RemoteWorkspace -Command no-such-program -NoSync 2>$null; $LASTEXITCODE").Output[^1].BaseObject);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task OutputComesLineByLine(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), gate = Path.Join(pair.FarHome, "gate");
        List<string> lines = [];
        Task<CmdletResult> running = Task.Run(() => pair.Run(
            "Invoke-RemoteWorkspace -Command sh, -c, 'echo one; until [ -e \"$1\" ]; do sleep 0.05; done; printf two', sh, $gate -Name $name -NoSync | ForEach-Object { $lines.Add($_) }",
            ("name", name), ("gate", gate), ("lines", lines)));
        await Eventually.TrueAsync("the first line is there while the command runs", () => lines.Count == 1 || running.IsCompleted);
        Assert.False(running.IsCompleted);
        File.WriteAllText(gate, "");
        (await running.WaitAsync(TimeSpan.FromSeconds(30))).AssertNoErrors();
        Assert.Equal(["one", "two"], lines);
        File.Delete(gate);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task WhatItSaysOnItsErrorStreamIsNoFailure(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        CmdletResult errors = pair.Run("Invoke-RemoteWorkspace -Command sh, -c, 'echo out; echo oops >&2; exit 0' -Name $name -NoSync; $?; $LASTEXITCODE", ("name", name));
        Assert.Equal("oops", Assert.Single(errors.Errors).ToString());
        Assert.Equal(ErrorCategory.FromStdErr, errors.Errors[0].CategoryInfo.Category);
        Assert.Equal("out", errors.Output[0].ToString());
        CmdletResult strict = pair.Run("& { $ErrorActionPreference = 'Stop'; Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2; echo out' -Name $name -NoSync; 'after' }", ("name", name));
        Assert.Null(strict.Terminating);
        Assert.Equal(["out", "after"], strict.Output.Select(line => line.ToString()));
        Assert.Null(pair.Run("Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2' -Name $name -NoSync -ErrorAction Stop", ("name", name)).Terminating);
        Assert.Equal("oops", pair.Run("Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2' -Name $name -NoSync 2>&1 | ForEach-Object { \"$_\" }", ("name", name)).One<string>());

        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task OfEndlessOutputOnlyWhatIsWantedIsTaken(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        CmdletResult first = pair.Run("Invoke-RemoteWorkspace { yes } -Name $name -NoSync | ForEach-Object { $count++; \"$_\"; if ($count -eq 2) { throw 'enough' } }", ("name", name));
        Assert.Equal("enough", first.Terminating?.ToString());
        await Eventually.TrueAsync("it ended there too", () => !ProcessTree.IsAny("yes "));
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task InputIsFed(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        Assert.Equal(["3", "1", "ü 2"], pair.Run("3, '1', 'ü 2' | Invoke-RemoteWorkspace { cat } -Name $name -NoSync", ("name", name)).All<string>());
        Assert.Equal("20000", pair.Run("1..20000 | Invoke-RemoteWorkspace { wc -l } -Name $name -NoSync", ("name", name)).One<string>().Trim());
        Assert.Equal("1", pair.Run("1..20000 | Invoke-RemoteWorkspace { head -n 1 } -Name $name -NoSync", ("name", name)).One<string>()); // who has read enough is not forced to read on
        Assert.Equal("0", pair.Run("Invoke-RemoteWorkspace { cat | wc -c } -Name $name -NoSync", ("name", name)).One<string>().Trim()); // no input is the end of the file
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task CtrlCKillsTheProcessGroupThere(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        string file = Path.Join(pair.PathThere(name), "pids");
        using PowerShell shell = pair.Host.Create("Invoke-RemoteWorkspace { sleep 500 & echo $! >pids; sleep 501 | cat; } -Name $name -NoSync", ("name", name));
        shell.BeginInvoke();
        await Eventually.TrueAsync("it runs", () => File.Exists(file) && ProcessTree.IsAny("sleep 501"));
        int child = int.Parse(File.ReadAllText(file));
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
        await Eventually.TrueAsync("all that it started is gone", () => !Directory.Exists($"/proc/{child}") && !ProcessTree.IsAny("sleep 501"), details: () => $"{child}");
        Assert.Equal("alive", pair.Run("Invoke-RemoteWorkspace { echo alive } -Name $name -NoSync", ("name", name)).One<string>());
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task FiftyAtOnceShareOneConnection(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        StringBuilder failures = new();
        int[] answers = new int[50];
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 50 }, (number, _) =>
        {
            using CmdletHost host = new();
            CmdletResult result = host.Run("Invoke-RemoteWorkspace { echo $1; exit $1 } $number -Name $name -NoSync; $LASTEXITCODE", ("number", number), ("name", name));
            answers[number] = result.Output is [var echoed, var code] && echoed.ToString() == $"{number}" && code.ToString() == $"{number}" ? 1 : 0;
            if (answers[number] == 0)
            {
                lock (failures)
                {
                    failures.AppendLine($"{number}: {string.Join('|', result.Output)} {result.Terminating} {string.Join('|', result.Errors)}");
                }
            }

            return ValueTask.CompletedTask;
        });
        Assert.True(answers.Sum() == 50, failures.ToString());
        Assert.Contains(pair.Far, RemoteHosts.Connector.Connected);
        pair.Remove(name);
    }
}
