using WorkspaceSync;
using WorkspaceSync.Tools;

const string Usage = """
    WorkspaceSync.Help build FOLDER     module/help/*.md, checked, as the files that Get-Help reads
    WorkspaceSync.Help new              a page for each cmdlet that has none, to be filled in
    WorkspaceSync.Help update           the same, and SYNTAX and parameter facts of all pages as the cmdlets now are
    WorkspaceSync.Help table [--check]  the table of cmdlets, also written into README.md; or says that it is out of date there
    """;

using CmdletCatalogue catalogue = new(typeof(WorkspaceCmdlet).Assembly);
HelpFolder help = new(Repository.Root);
try
{
    switch (args)
    {
        case ["build", string folder]:
            return Report(help.Build(catalogue, folder));
        case ["new"]:
            help.Write(catalogue, onlyMissing: true, Console.Out);
            return 0;
        case ["update"]:
            help.Write(catalogue, onlyMissing: false, Console.Out);
            return 0;
        case ["table", .. string[] options] when options is [] or ["--check"]:
            CmdletTable table = new(help.ReadPages());
            Console.Write(table.Text);
            return Report(options is [] ? table.Write(help.Readme) : table.Check(help.Readme));
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (FaultException e)
{
    return Report([e.Fault]);
}

static int Report(IReadOnlyList<Fault> faults)
{
    foreach (Fault fault in faults)
    {
        Console.Error.WriteLine(fault);
    }

    return faults.Count == 0 ? 0 : 1;
}
