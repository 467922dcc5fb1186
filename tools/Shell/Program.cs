using System.Management.Automation;
using WorkspaceSync.Tools;

const string Usage = """
    WorkspaceSync.Shell [--module PATH] [SCRIPT [ARGUMENTS...]]

    The PowerShell engine without PowerShell: its language, its core cmdlets and its formatting.
    Without a script it reads from the terminal.
    """;

string? module = null;
string[] rest = args;
if (rest is ["-h" or "--help", ..])
{
    Console.WriteLine(Usage);
    return 0;
}

if (rest is ["--module", string path, ..])
{
    module = Path.GetFullPath(path);
    rest = rest[2..];
}

using Session session = new();
Console.CancelKeyPress += (_, press) => press.Cancel = session.Stop();
try
{
    if (module is not null)
    {
        session.Import(module);
    }

    return rest is [string script, .. string[] arguments] ? session.Play(Path.GetFullPath(script), arguments) : session.Converse();
}
catch (RuntimeException e) when (module is not null)
{
    Console.Error.WriteLine(e.Message); // the import
    return 1;
}
