using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>
/// Keys, passphrases and passwords are nowhere but in memory: not in an output or error of any stream, not in the command line
/// or environment of a process, not in a file of ours, on neither machine.
/// </summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class SecretsTests(WorkspacePairs pairs)
{
    private const string Passphrase = "passphrase-Sesam0815";
    private const string WrongPassword = "wrong-Tulpe4711";

    [Theory]
    [EveryProgram]
    public async Task NoSecretIsSaidOrWrittenAnywhere(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), canary = $"canary-{Guid.NewGuid():N}";
        await using TestSshServer server = await NamespaceSsh.StartAsync(
            "/bin/bash",
            ["UsePAM no", "PasswordAuthentication yes", "AuthenticationMethods publickey,password", "PermitRootLogin yes", $"SetEnv HOME={pair.FarHome}"],
            []);
        await KeyTool.RunAsync("ssh-keygen", "-q", "-p", "-P", "", "-N", Passphrase, "-f", server.UserKey);
        string[] secrets = [pair.ApiHere.Key, pair.ApiThere.Key, Passphrase, NamespaceSsh.Password, WrongPassword];
        PSCredential right = new("root", new NetworkCredential("", NamespaceSsh.Password).SecurePassword), wrong = new("root", new NetworkCredential("", WrongPassword).SecurePassword);
        TestPrompt prompt = new() { Answer = _ => Passphrase, Credential = new RemoteCredential("root", right.Password) };
        using ProcessWatch watch = new([.. secrets, canary]);
        await KeyTool.RunAsync("sh", "-c", "sleep 0.3", canary); // what it would catch
        await RemoteHosts.Connector.GetAsync(server.Alias, prompt, CancellationToken.None);

        FileTree.Write(pair.PathHere(name), "first.txt", name);
        List<string> said = [.. prompt.Told, .. prompt.Asked];
        string[] commands =
        [
            "New-RemoteWorkspace $name -HostName $alias -Path $root/$name -RemotePath ~/$name -Credential $right -Confirm:$false",
            "Get-RemoteWorkspace $name",
            "Sync-RemoteWorkspace $name -Full",
            "Invoke-RemoteWorkspace -Command sh, -c, 'env; ps -ef; echo oops >&2; exit 3' -Name $name",
            "Test-RemoteWorkspace $name",
            "Get-SyncStatus $name -HostName $alias; Get-SyncNode; Get-SyncNode -HostName $alias; Get-SyncShare -HostName $alias; Get-SyncDevice -HostName $alias",
            "Suspend-SyncShare $name -HostName $alias; Sync-RemoteWorkspace $name; Resume-SyncShare $name -HostName $alias",
        ];
        foreach (string command in commands)
        {
            said.AddRange(Everything(pair, command, ("name", name), ("alias", server.Alias), ("right", right)));
        }

        Assert.Contains(said, text => text.Contains("oops", StringComparison.Ordinal)); // it was looked at
        Assert.Contains(said, text => text.Contains($"Resume-SyncShare {name}", StringComparison.Ordinal));
        Assert.Contains(said, text => text.Contains("through ssh to root@", StringComparison.Ordinal)); // what -Verbose adds

        // Nobody there to unlock the key, and a password that is wrong besides.
        await RemoteHosts.Connector.CloseAsync(server.Alias);
        string[] refused = [.. Everything(pair, "Sync-RemoteWorkspace $name -Credential $wrong", ("name", name), ("alias", server.Alias), ("wrong", wrong))];
        Assert.Contains(refused, text => text.Contains("did not let root in", StringComparison.Ordinal));
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(said.Concat(refused), text => text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(FilesOf(pair), file => file.Text.Contains(secret, StringComparison.Ordinal));
        }

        Assert.Equal([canary], watch.Caught);
        await RemoteHosts.Connector.GetAsync(server.Alias, prompt, CancellationToken.None);
        pair.Run("Remove-RemoteWorkspace $name -IncludeShare", ("name", name)).AssertNoErrors();
    }

    // All that a person, a log or a transcript could get to see of it.
    private static IEnumerable<string> Everything(WorkspacePair pair, string command, params (string Name, object? Value)[] variables)
    {
        string script =
            $$"""
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            & { {{command}} } *>&1
            """;
        CmdletResult result = pair.Run(script, variables);
        foreach (object? one in result.Output.Select(line => line.BaseObject).Concat(result.Errors).Append(result.Terminating).Concat(result.Verbose).Concat(result.Warnings))
        {
            yield return one switch
            {
                ErrorRecord record => $"{record} {record.Exception} {record.TargetObject} {record.FullyQualifiedErrorId} {record.ScriptStackTrace} {record.ErrorDetails}",
                null => "",
                _ => $"{one} {string.Join(' ', PSObject.AsPSObject(one).Properties.Select(ValueOf))}",
            };
        }
    }

    private static string ValueOf(PSPropertyInfo property) => property.Value switch
    {
        string text => text,
        IEnumerable several => string.Join(' ', several.Cast<object?>().Select(one => $"{one}")),
        object value => $"{value}",
        null => "",
    };

    // What we keep for this user, and what lies about on the far machine besides Syncthing's own home.
    private static IEnumerable<(string Path, string Text)> FilesOf(WorkspacePair pair)
    {
        foreach (string file in new[] { pair.Sandbox.SettingsDirectory, pair.FarHome, pair.Root }.SelectMany(root => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)))
        {
            if (file.Contains("/.config/syncthing/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal))
            {
                continue;
            }

            using Stream stream = File.OpenRead(file);
            using StreamReader reader = new(file.EndsWith(".listing", StringComparison.Ordinal) ? new BrotliStream(stream, CompressionMode.Decompress) : stream);
            yield return (file, reader.ReadToEnd());
        }
    }
}
