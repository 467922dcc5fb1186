namespace WorkspaceSync.Tests;

/// <summary>What a user's files and configuration say about a host, for us and for ssh to decide on.</summary>
/// <param name="Known">The known_hosts file; <c>{host}</c> is its name there, <c>{ed}</c>, <c>{ec}</c> are its keys, <c>{other}</c> and <c>{rsa}</c> somebody else's, <c>{ca}</c> the authority that signed its certificate.</param>
/// <param name="Options">Lines of ssh_config that come first.</param>
internal sealed record KnownHostsCase(string Known, params string[] Options)
{
    private const string Expired = "HostKeyAlgorithms ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp256";

    /// <summary>A second file, named by an option as <c>{second}</c>.</summary>
    public string Second { get; init; } = "";

    /// <summary>Whether <c>ssh-keygen -H</c> hides the names of the first.</summary>
    public bool IsHashed { get; init; }

    public static IReadOnlyDictionary<string, KnownHostsCase> All { get; } = new Dictionary<string, KnownHostsCase>
    {
        ["known"] = new("{host} {ed}\n"),
        ["unknown"] = new(""),
        ["only another type of key is known"] = new("{host} {ec}\n"),
        ["both types"] = new("{host} {ec}\n{host} {ed}\n"),
        ["hashed"] = new("other.example {other}\n{host} {ed}\n") { IsHashed = true },
        ["hashed and changed"] = new("{host} {other}\n") { IsHashed = true },
        ["wildcard"] = new("[127.0.0.*]:* {ed}\n"),
        ["question marks"] = new("[127.?.?.?]:{port} {ed}\n"),
        ["everything"] = new("* {ed}\n"),
        ["negated"] = new("*,!{host} {ed}\n"),
        ["negated first"] = new("!{host},* {ed}\n"),
        ["another is negated"] = new("*,!other.example {ed}\n"),
        ["one of several names"] = new("a.example,{host},b.example {ed}\n"),
        ["name in capitals, key of an alias"] = new("THERE {ed}\n", "HostKeyAlias there"),
        ["the name without its port"] = new("127.0.0.1 {ed}\n"),
        ["the name without its port has another key"] = new("127.0.0.1 {other}\n"),
        ["changed without the port, known with it"] = new("127.0.0.1 {other}\n{host} {ed}\n"),
        ["another port"] = new("[127.0.0.1]:1 {ed}\n"),
        ["changed"] = new("{host} {other}\n"),
        ["changed, of another type"] = new("{host} {rsa}\n"),
        ["another key and the right one"] = new("{host} {other}\n{host} {ed}\n"),
        ["the right key and another"] = new("{host} {ed}\n{host} {other}\n"),
        ["revoked"] = new("@revoked {host} {ed}\n@revoked {host} {ec}\n"),
        ["known and revoked"] = new("{host} {ed}\n@revoked * {ed}\n"),
        ["another's revocation"] = new("{host} {ed}\n@revoked other.example {ed}\n"),
        ["another key is revoked"] = new("{host} {ed}\n@revoked {host} {other}\n"),
        ["authority"] = new("@cert-authority {host} {ca}\n"),
        ["authority for all"] = new("@cert-authority * {ca}\n"),
        ["authority of somebody else"] = new("@cert-authority other.example {ca}\n"),
        ["another authority"] = new("@cert-authority {host} {other}\n"),
        ["another authority and the key"] = new("@cert-authority {host} {other}\n{host} {ed}\n"),
        ["revoked authority"] = new("@cert-authority {host} {ca}\n@revoked * {ca}\n"),
        ["authority, certificate for another name"] = new("@cert-authority * {ca}\n", "HostKeyAlias elsewhere"),
        ["authority, certificate for another name, key known"] = new("@cert-authority * {ca}\nelsewhere {ed}\n", "HostKeyAlias elsewhere"),
        ["expired certificate"] = new("@cert-authority * {ca}\n", Expired),
        ["expired certificate, key known"] = new("@cert-authority * {ca}\n{host} {ec}\n", Expired),
        ["expired certificate, key changed"] = new("@cert-authority * {ca}\n{host} {other}\n", Expired),
        ["authority as if it were a host key"] = new("{host} {ca}\n"),
        ["alias"] = new("there {ed}\n", "HostKeyAlias there"),
        ["alias unknown, name known"] = new("{host} {ed}\n", "HostKeyAlias there"),
        ["alias changed"] = new("there {other}\n", "HostKeyAlias there"),
        ["second file"] = new("", "UserKnownHostsFile {first} {second}") { Second = "{host} {ed}\n" },
        ["second file has another"] = new("{host} {ed}\n", "UserKnownHostsFile {first} {second}") { Second = "{host} {other}\n" },
        ["first file has another"] = new("{host} {other}\n", "UserKnownHostsFile {first} {second}") { Second = "{host} {ed}\n" },
        ["global file"] = new("", "GlobalKnownHostsFile {second}") { Second = "{host} {ed}\n" },
        ["global file revokes"] = new("{host} {ed}\n", "GlobalKnownHostsFile {second}") { Second = "@revoked * {ed}\n" },
        ["no files"] = new("{host} {ed}\n", "UserKnownHostsFile none"),
        ["strict and unknown"] = new("", "StrictHostKeyChecking yes"),
        ["strict and known"] = new("{host} {ed}\n", "StrictHostKeyChecking yes"),
        ["accept-new, unknown"] = new("", "StrictHostKeyChecking accept-new"),
        ["accept-new, changed"] = new("{host} {other}\n", "StrictHostKeyChecking accept-new"),
        ["accept-new, revoked"] = new("@revoked * {ed}\n@revoked * {ec}\n", "StrictHostKeyChecking accept-new"),
        ["no checking, unknown"] = new("", "StrictHostKeyChecking no"),
        ["revocation list"] = new("{host} {ed}\n", "RevokedHostKeys {second}") { Second = "{ed}\n" },
        ["revocation list of others"] = new("{host} {ed}\n", "RevokedHostKeys {second}") { Second = "{other}\n" },
        ["this machine"] = new("{host} {other}\n", "NoHostAuthenticationForLocalhost yes"),
        ["only the algorithm of an unknown key allowed"] = new("{host} {ec}\n", "HostKeyAlgorithms ssh-ed25519"),
        ["comments and blanks"] = new("# a comment\n\n   {host}\t{ed}\tmy host  \n"),
        ["lines of Windows"] = new("other.example {other}\r\n{host} {ed}\r\n"),
        ["no newline at the end"] = new("other.example {other}\n{host} {ed}"),
        ["broken lines"] = new("{host} ssh-ed25519\n{host} ssh-ed25519 !!!!\n{host}\n@nonsense {host} {other}\n{host} {ed}\n"),
        ["the key's type does not fit"] = new("{host} ssh-rsa {edblob}\n"),
    };
}
