namespace WorkspaceSync.Tests;

/// <summary>Where the daemon's home is: what the session says, what runs, and where each system has it.</summary>
public sealed class HomeFinderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("homes-").FullName;
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<RunningDaemon> _running = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("config/syncthing,.config/syncthing,state/syncthing,.local/state/syncthing", "config/syncthing")]
    [InlineData(".config/syncthing,state/syncthing,.local/state/syncthing", ".config/syncthing")]
    [InlineData("state/syncthing,.local/state/syncthing", "state/syncthing")]
    [InlineData(".local/state/syncthing", ".local/state/syncthing")]
    public void TheFirstDefaultWithAConfigIsTaken(string existing, string expected)
    {
        _environment["XDG_CONFIG_HOME"] = Path.Join(_root, "config");
        _environment["XDG_STATE_HOME"] = Path.Join(_root, "state");
        foreach (string home in existing.Split(','))
        {
            Make(home);
        }

        SyncthingHome found = Find();
        Assert.Equal((Path.Join(_root, expected), HomeOrigin.Default), (found.Directory, found.Origin));
    }

    [Fact]
    public void ARelativeStateHomeIsNoPlace()
    {
        _environment["XDG_STATE_HOME"] = "relative";
        Make(".local/state/syncthing");
        Assert.Equal(Path.Join(_root, ".local/state/syncthing"), Find().Directory);
    }

    [Fact]
    public void AMacHasOnePlace()
    {
        Make("Library/Application Support/Syncthing");
        Assert.Equal(Path.Join(_root, "Library/Application Support/Syncthing"), Find(isMac: true).Directory);
    }

    [Fact]
    public void NoneIsNamedWithThePlaces()
    {
        SyncException error = Assert.Throws<SyncException>(() => Find());
        Assert.Equal(SyncError.HomeNotFound, error.Error);
        Assert.Contains(Path.Join(_root, ".config/syncthing"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--home=", "")]
    [InlineData("--home", "own")]
    [InlineData("-home=", "")]
    [InlineData("--config=", "")]
    public void WhatRunsIsTakenOverADefault(string flag, string second)
    {
        Make(".config/syncthing");
        string home = Make("own");
        string[] arguments = second.Length == 0 ? ["syncthing", "serve", flag + home] : ["syncthing", "serve", flag, home];
        _running.Add(new RunningDaemon(1, arguments, new Dictionary<string, string>()));
        _running.Add(new RunningDaemon(2, arguments, new Dictionary<string, string>())); // the inner process
        SyncthingHome found = Find();
        Assert.Equal((home, HomeOrigin.Process), (found.Directory, found.Origin));
    }

    [Theory]
    [InlineData("STHOMEDIR")]
    [InlineData("STCONFDIR")]
    public void ADaemonsOwnEnvironmentSaysWhereItsHomeIs(string variable)
    {
        string home = Make("own");
        _running.Add(new RunningDaemon(1, ["syncthing"], new Dictionary<string, string> { [variable] = home, ["STGUIADDRESS"] = "unix:///run/st", ["STGUIAPIKEY"] = "secret" }));
        SyncthingHome found = Find();
        Assert.Equal((home, "unix:///run/st", "secret"), (found.Directory, found.Override.Address, found.Override.ApiKey));
        Assert.DoesNotContain("secret", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFlagIsOverTheEnvironment()
    {
        _running.Add(new RunningDaemon(1, ["/usr/bin/syncthing", "--home", Make("own"), "--gui-address=127.0.0.1:1"], new Dictionary<string, string> { ["STGUIADDRESS"] = "127.0.0.1:2" }));
        Assert.Equal("127.0.0.1:1", Find().Override.Address);
    }

    [Fact]
    public void SeveralAreAmbiguousUnlessOneIsTheDefault()
    {
        Run(Make("one"));
        Run(Make("two"));
        SyncException error = Assert.Throws<SyncException>(() => Find());
        Assert.Equal(SyncError.HomeAmbiguous, error.Error);
        Assert.Contains("STHOMEDIR", error.Message, StringComparison.Ordinal);
        Run(Make(".config/syncthing"));
        Assert.Equal(Path.Join(_root, ".config/syncthing"), Find().Directory);
    }

    [Fact]
    public void TheSessionsEnvironmentIsOverAll()
    {
        Run(Make("one"));
        Run(Make("two"));
        _environment["STHOMEDIR"] = Path.Join(_root, "two");
        Assert.Equal((Path.Join(_root, "two"), HomeOrigin.Environment), (Find().Directory, Find().Origin));
    }

    [Fact]
    public void ASandboxIsNobodysDaemonUnlessNamed()
    {
        File.WriteAllText(Path.Join(Directory.CreateDirectory(Path.Join(_root, "box")).FullName, HomeFinder.SandboxMark), "");
        Run(Make("box/a/.config/syncthing"));
        Assert.Throws<SyncException>(() => Find());
        _environment["STHOMEDIR"] = Path.Join(_root, "box/a/.config/syncthing");
        Assert.Equal(Path.Join(_root, "box/a/.config/syncthing"), Find().Directory);
    }

    [Theory]
    [InlineData(true, "syncthing")]
    [InlineData(true, "/opt/syncthing", "serve", "--no-browser")]
    [InlineData(true, "syncthing", "-home=/x")]
    [InlineData(false, "syncthing", "cli", "show", "system")]
    [InlineData(false, "syncthing", "generate", "--home=/x")]
    [InlineData(false, "syncthing", "--version")]
    [InlineData(false, "syncthing", "--device-id")]
    [InlineData(false, "vim", "syncthing")]
    [InlineData(false)]
    public void ADaemonIsToldFromOtherUses(bool expected, params string[] arguments) => Assert.Equal(expected, DaemonCommandLine.IsDaemon(arguments));

    private string Make(string home)
    {
        string directory = Directory.CreateDirectory(Path.Join(_root, home)).FullName;
        File.WriteAllText(Path.Join(directory, "config.xml"), "<configuration />");
        return directory;
    }

    private void Run(string home) => _running.Add(new RunningDaemon(_running.Count + 1, ["syncthing", "--home", home], new Dictionary<string, string>()));

    private SyncthingHome Find(bool isMac = false) => new HomeFinder(_environment.GetValueOrDefault, _root, isMac, new ProcessList(_running)).FindHome();
}
