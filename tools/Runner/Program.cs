using WorkspaceSync.Tools;

return args switch
{
    ["test", .. string[] rest] => await TestCommand.RunAsync(rest).ConfigureAwait(false),
    ["demo", .. string[] rest] => await DemoCommand.RunAsync(rest).ConfigureAwait(false),
    ["benchmark", .. string[] rest] => await BenchmarkCommand.RunAsync(rest).ConfigureAwait(false),
    _ => Repository.Refuse("What is run: test, demo or benchmark. build.sh and build.ps1 do it."),
};
