namespace WorkspaceSync.Tests;

/// <summary>Home, port and token as zerotier-cli finds them, with real files and real permissions.</summary>
public sealed class ZeroTierHomeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wszt-").FullName;

    public ZeroTierHomeTests()
    {
        Directory.CreateDirectory(ServiceHome);
        Directory.CreateDirectory(UserHome);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_root, (UnixFileMode)0b111_101_101);
        }
    }

    private string ServiceHome => Path.Join(_root, "service");

    private string UserHome => Path.Join(_root, "user");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ZeroTierHome Find(bool isMac = false) => new ZeroTierHomeFinder(name => name == "ZEROTIER_HOME" ? ServiceHome : null, UserHome, isMac).Find();

    private static void Write(string path, string text, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    [Theory]
    [InlineData(false, "/var/lib/zerotier-one")]
    [InlineData(true, "/Library/Application Support/ZeroTier/One")]
    public void WithoutTheVariableItIsTheSystemsOwn(bool isMac, string expected)
    {
        ZeroTierHome home = new ZeroTierHomeFinder(_ => null, UserHome, isMac).Find();
        Assert.Equal((expected, true), (home.Directory, home.IsDefault));
    }

    [Theory]
    [InlineData("9994", 9994)]
    [InlineData("9994\n", 9994)]
    [InlineData("", 9993)]
    [InlineData("0", 9993)]
    [InlineData("70000", 9993)]
    [InlineData("many", 9993)]
    [InlineData(null, 9993)]
    public void ThePortIsTheFilesElseTheUsualOne(string? text, int expected)
    {
        if (text is not null)
        {
            Write(Path.Join(ServiceHome, "zerotier-one.port"), text, (UnixFileMode)0b110_100_100);
        }

        Assert.Equal(expected, Find().Port);
    }

    [Fact]
    public void AReadableTokenIsTaken()
    {
        Write(Path.Join(ServiceHome, "authtoken.secret"), "secret1\n", (UnixFileMode)0b110_000_000);
        Assert.Equal("secret1", Find().ServiceToken?.Reveal());
    }

    [Theory]
    [InlineData(false, ".zeroTierOneAuthToken")]
    [InlineData(true, "Library/Application Support/ZeroTier/One/authtoken.secret")]
    public void AnotherUserGetsTheCopyInTheirOwnHome(bool isMac, string place)
    {
        // 0600 and another's for an ordinary user; for the file's own owner only 0000 is out of reach.
        Write(Path.Join(ServiceHome, "authtoken.secret"), "secret1", Environment.IsPrivilegedProcess ? (UnixFileMode)0b110_000_000 : 0);
        Write(Path.Join(UserHome, place), "secret2", (UnixFileMode)0b110_100_100);
        ZeroTierHome home = OtherUser.Do(() => Find(isMac));
        Assert.Equal((null, "secret2"), (home.ServiceToken?.Reveal(), home.UserToken?.Reveal()));
        Assert.Equal(Path.Join(UserHome, place), home.UserTokenPath);
    }

    [Fact]
    public void AHomeThatMayNotBeEnteredIsThereAndHasNoToken()
    {
        Write(Path.Join(ServiceHome, "authtoken.secret"), "secret1", (UnixFileMode)0b110_100_100);
        Write(Path.Join(ServiceHome, "zerotier-one.port"), "9994", (UnixFileMode)0b110_100_100);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ServiceHome, Environment.IsPrivilegedProcess ? (UnixFileMode)0b111_000_000 : 0);
        }

        ZeroTierHome home = OtherUser.Do(() => Find());
        Assert.Equal((true, null, 9993), (home.Exists, home.ServiceToken?.Reveal(), home.Port));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ServiceHome, (UnixFileMode)0b111_000_000);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("two\nlines")]
    [InlineData("no\u00e4scii")]
    public void WhatCouldNotBeInAHeaderIsNoToken(string text)
    {
        Write(Path.Join(ServiceHome, "authtoken.secret"), text, (UnixFileMode)0b110_000_000);
        Assert.Null(Find().ServiceToken);
    }

    [Fact]
    public void NothingThatPrintsTheHomePrintsTheToken()
    {
        Write(Path.Join(ServiceHome, "authtoken.secret"), "secret1", (UnixFileMode)0b110_000_000);
        Assert.DoesNotContain("secret1", Find().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommandThatGrantsAccessDoesGrantIt()
    {
        string bin = Directory.CreateDirectory(Path.Join(_root, "bin")).FullName;
        Write(Path.Join(bin, "sudo"), "#!/bin/sh\nexec \"$@\"\n", (UnixFileMode)0b111_101_101);
        Write(Path.Join(ServiceHome, "authtoken.secret"), "secret1", (UnixFileMode)0b110_000_000);
        foreach (bool isMac in new[] { false, true })
        {
            System.Diagnostics.ProcessStartInfo start = new("/bin/sh", ["-c", Find(isMac).GrantCommand]);
            start.Environment["PATH"] = $"{bin}:/usr/bin:/bin";
            using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(start)!;
            shell.WaitForExit();
            ZeroTierHome home = Find(isMac);
            Assert.Equal((0, "secret1"), (shell.ExitCode, home.UserToken?.Reveal()));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(home.UserTokenPath));
        }
    }
}
