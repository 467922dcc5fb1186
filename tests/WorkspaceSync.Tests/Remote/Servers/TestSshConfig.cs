namespace WorkspaceSync.Tests;

/// <summary>The ssh configuration of this test process; each server adds its host to it.</summary>
internal sealed class TestSshConfig : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(SshProgram.ConfigVariable);

    public TestSshConfig(string file)
    {
        File = file;
        System.IO.File.WriteAllText(file, "");
        Environment.SetEnvironmentVariable(SshProgram.ConfigVariable, file);
    }

    public string File { get; }

    /// <summary>Adds a host with options; the first value of an option counts, as always with ssh.</summary>
    public void Add(string alias, params IEnumerable<string> options) =>
        System.IO.File.AppendAllText(File, $"Host {alias}\n{string.Concat(options.Select(option => $"    {option}\n"))}\n");

    public void Dispose() => Environment.SetEnvironmentVariable(SshProgram.ConfigVariable, _before);
}
