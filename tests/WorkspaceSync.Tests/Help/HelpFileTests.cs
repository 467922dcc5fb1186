using System.Xml.Linq;

namespace WorkspaceSync.Tests;

/// <summary>What Get-Help is given to read.</summary>
public sealed class HelpFileTests : IDisposable
{
    private readonly FakeHelp _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public void The_syntax_of_each_parameter_set_comes_from_the_cmdlet()
    {
        XElement[] items = [.. Build().Descendants().Where(element => element.Name.LocalName == "syntaxItem")];
        Assert.Equal(2, items.Length);
        Assert.Equal("Share", Name(items[0].Elements().ElementAt(1))); // the positional one; the order of the others is the engine's
        Assert.Equal(["Confirm", "Mode", "Node", "Share", "Timeout", "WhatIf"], items[0].Elements().Skip(1).Select(Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Share", "HostName"], items[1].Elements().Skip(1).Take(2).Select(Name));
        Assert.Equal("true", (string?)items[1].Elements().Skip(1).First(parameter => Name(parameter) == "HostName").Attribute("required"));
    }

    [Fact]
    public void A_parameter_has_its_facts()
    {
        XElement[] parameters = [.. Build().Descendants().Single(element => element.Name.LocalName == "parameters").Elements()];
        XElement share = parameters.Single(parameter => Name(parameter) == "Share");
        Assert.Equal(
            ["false", "true", "true", "True (ByPropertyName, ByValue)", "0", "Id"], share.Attributes().Select(attribute => attribute.Value));
        XElement mode = parameters.Single(parameter => Name(parameter) == "Mode");
        Assert.Contains(mode.Descendants(), element => element.Name.LocalName == "parameterValue" && element.Value == "OpenOrCreate");
        Assert.Equal("Open", mode.Elements().Last().Value);
    }

    [Fact]
    public void Prose_becomes_plain_text()
    {
        _help.Change(
            "## DESCRIPTION\n\nProse.",
            "## DESCRIPTION\n\nSome `code`, **bold**,\n[a link](https://x.org) and [Get-SyncFake](Get-SyncFake.md).\n\n- one\n- two");
        XElement description = Build().Elements().Single().Elements().Single(element => element.Name.LocalName == "description");
        Assert.Equal(
            ["Some code, bold, a link (https://x.org) and Get-SyncFake.", "- one", "- two"],
            description.Elements().Select(paragraph => paragraph.Value));
    }

    [Fact]
    public void An_example_has_its_code_and_what_it_shows()
    {
        _help.Change("Get-SyncFake nt -Mode Open\n```\n", "Get-SyncFake nt |\n    Select-Object Name\n```\n\n```text\n  Name\n  ----\n```\n");
        XElement example = Build().Descendants().First(element => element.Name.LocalName == "example");
        Assert.Equal("Get-SyncFake nt |\n    Select-Object Name", example.Elements().Single(element => element.Name.LocalName == "code").Value);
        Assert.Contains("\u200b  Name\n  ----", example.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_keep_their_addresses()
    {
        _help.Change("## RELATED LINKS\n", "## RELATED LINKS\n\n[Get-SyncFake](Get-SyncFake.md)\n\n[Syncthing](https://syncthing.net)\n");
        _help.Change("online version:", "online version: https://x.org/Get-SyncFake");
        XElement[] links = [.. Build().Descendants().Where(element => element.Name.LocalName == "navigationLink")];
        Assert.Equal(
            ["Online Version:https://x.org/Get-SyncFake", "Get-SyncFake", "Syncthinghttps://syncthing.net"], links.Select(link => link.Value));
    }

    [Fact]
    public void An_about_page_becomes_text()
    {
        File.WriteAllText(_help.About, "# about_Fake\n\n## Short description\n\nOne\ntwo.\n\n```powershell\nGet-SyncFake\n```\n");
        Build();
        Assert.Equal(
            "about_Fake\n\nSHORT DESCRIPTION\n    One two.\n\n        Get-SyncFake\n\n",
            File.ReadAllText(Path.Join(_help.Output, "about_Fake.help.txt")));
    }

    [Fact]
    public void Nothing_is_written_when_a_page_is_wrong()
    {
        _help.Change("## SYNOPSIS\n\nProse.\n", "## SYNOPSIS\n");
        Assert.NotEmpty(_help.Folder.Build(_help.Catalogue, _help.Output));
        Assert.False(Directory.Exists(_help.Output));
    }

    private static string Name(XElement parameter) => parameter.Elements().First(element => element.Name.LocalName == "name").Value;

    private XElement Build()
    {
        Assert.Empty(_help.Folder.Build(_help.Catalogue, _help.Output));
        return XDocument.Load(Path.Join(_help.Output, "WorkspaceSync.dll-Help.xml"), LoadOptions.PreserveWhitespace).Root!;
    }
}
