using System.Management.Automation;
using WorkspaceSync.Tools;

namespace WorkspaceSync.Tests;

/// <summary>The module's own help.</summary>
public sealed class HelpPagesTests : IDisposable
{
    private readonly CmdletCatalogue _catalogue = new(typeof(WorkspaceCmdlet).Assembly);
    private readonly HelpFolder _help = new(Repository.Root);

    public void Dispose() => _catalogue.Dispose();

    [Fact]
    public void Every_cmdlet_and_every_parameter_is_described_and_every_example_binds() =>
        Assert.Empty(_help.Check(_catalogue, _help.ReadPages()));

    [Fact]
    public void Every_cmdlet_says_what_it_puts_out() => Assert.All(
        _catalogue.Cmdlets, cmdlet => Assert.NotNull(Attribute.GetCustomAttribute(cmdlet.ImplementingType, typeof(OutputTypeAttribute))));

    [Fact]
    public void The_lists_in_the_readme_and_the_about_page_are_current() =>
        Assert.Empty(_help.Lists().SelectMany(list => list.Text.Check(list.File)));
}
