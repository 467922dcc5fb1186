using WorkspaceSync;
using WorkspaceSync.Tools;

const string Usage = """
    WorkspaceSync.Help build FOLDER     module/help/*.md, checked, as the files that Get-Help reads
    WorkspaceSync.Help new              a page for each cmdlet that has none, to be filled in
    WorkspaceSync.Help update           the same, and SYNTAX and parameter facts of all pages as the cmdlets now are
    WorkspaceSync.Help lists [--check]  the table of cmdlets in README.md and the errors in about_WorkspaceSync.md;
                                        or says that they are out of date
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
        case ["lists", .. string[] options] when options is [] or ["--check"]:
            return Report(help.Lists().SelectMany(list => options is [] ? list.Text.Write(list.File) : list.Text.Check(list.File)).ToList());
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
