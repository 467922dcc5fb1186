namespace WorkspaceSync;

/// <summary>The names under which a host is looked up in known_hosts.</summary>
/// <param name="Name">An alias, a name, or <c>[name]:port</c>.</param>
/// <param name="NameWithoutPort">Where the first is not found, the name alone; null where that is the same, or an alias decides.</param>
internal sealed record KnownHostsNames(string Name, string? NameWithoutPort)
{
    public static KnownHostsNames Of(SshOptions options)
    {
        if (options.HostKeyAlias is { } alias)
        {
            return new KnownHostsNames(alias.ToLowerInvariant(), null);
        }

        string host = options.HostName.ToLowerInvariant();
        return options.Port == 22 ? new KnownHostsNames(host, null) : new KnownHostsNames($"[{host}]:{options.Port}", host);
    }
}
