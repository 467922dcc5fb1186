namespace WorkspaceSync;

/// <summary>What can go wrong, by its stable name: the error id that scripts match on. One meaning across all cmdlets.</summary>
public enum SyncError
{
    /// <summary>Nothing answers at the node's address: the daemon is stopped, or the address is wrong.</summary>
    NodeUnreachable,
    /// <summary>The node stopped answering in the middle of a call.</summary>
    ConnectionLost,
    /// <summary>The node took longer to answer than the call's own limit.</summary>
    RequestTimedOut,
    /// <summary>Something answers, and it is not Syncthing.</summary>
    NotSyncthing,
    /// <summary>A daemon answered with something that cannot be read: broken JSON, or a field of another kind.</summary>
    AnswerMalformed,
    /// <summary>Syncthing does not accept the API key.</summary>
    ApiKeyRejected,
    /// <summary>Syncthing refuses the Host header, which has to name the loopback address that it listens on.</summary>
    HostCheckRefused,
    /// <summary>The node speaks TLS and was addressed without it, or the reverse.</summary>
    TlsMismatch,
    /// <summary>The node's TLS certificate is not the one that was pinned.</summary>
    CertificateMismatch,
    /// <summary>Another Syncthing than the one asked for answers at the address.</summary>
    NodeMismatch,
    /// <summary>Syncthing refused a request, in words of its own.</summary>
    RequestRefused,
    /// <summary>Syncthing said yes, and its configuration, read back, is not what was sent.</summary>
    ChangeNotTaken,
    /// <summary>No Syncthing home was found on this machine.</summary>
    HomeNotFound,
    /// <summary>Several Syncthing daemons run here, and nothing says which is meant.</summary>
    HomeAmbiguous,
    /// <summary>The home's config.xml cannot be read or has no GUI address or key.</summary>
    HomeUnreadable,
    /// <summary>A share that only sends or only receives has changes on the side from which they do not travel.</summary>
    ShareOneWay,
    /// <summary>Both -Node and -HostName were given, and they may mean different machines.</summary>
    NodeAmbiguous,
    /// <summary>A script of ours could not be run on a far machine.</summary>
    RemoteCommandFailed,
    /// <summary>No node of that name is connected in this session.</summary>
    NodeNotFound,
    /// <summary>A node of that name is connected in this session already.</summary>
    NodeExists,
    /// <summary>The node has no share of that id.</summary>
    ShareNotFound,
    /// <summary>The share id is in use for another path.</summary>
    ShareExists,
    /// <summary>The path is already another share, lies inside one or around one.</summary>
    PathOverlaps,
    /// <summary>The path cannot hold a share: a file, not absolute on the far side, not writable.</summary>
    PathInvalid,
    /// <summary>A share id is empty or has characters that cannot be used.</summary>
    ShareIdInvalid,
    /// <summary>The share is paused, so what was asked cannot be done or cannot be known.</summary>
    SharePaused,
    /// <summary>The share is shared with no other device, or the other device has not accepted it.</summary>
    ShareNotShared,
    /// <summary>The share's folder is in error on a node.</summary>
    ShareInError,
    /// <summary>A file or directory of a share cannot be looked at: its permissions, its name, or its kind.</summary>
    FileUnreadable,
    /// <summary>A file cannot be written or moved: no permission, no room.</summary>
    FileUnwritable,
    /// <summary>A file is not as it was when it was looked at, so nothing was done to it.</summary>
    FileChanged,
    /// <summary>A conflict cannot be resolved in the way that was asked for.</summary>
    ConflictUnresolvable,
    /// <summary>An archived version was not brought back: it is gone, or a directory is in its place.</summary>
    VersionNotRestored,
    /// <summary>What was asked for is for shares of another type: only a receive-only share has changes of its own, only a send-only one refuses those of others.</summary>
    ShareTypeUnsuitable,
    /// <summary>There is no such record of a resolution.</summary>
    ResolutionNotFound,
    /// <summary>A node's files are on a machine that only its API connects to.</summary>
    FilesOutOfReach,
    /// <summary>None of the share's other devices is connected, or one that matters is not.</summary>
    DeviceDisconnected,
    /// <summary>The share did not get in sync in the time given.</summary>
    SyncTimeout,
    /// <summary>The text is not a device id.</summary>
    DeviceIdInvalid,
    /// <summary>The node has no device of that name or id.</summary>
    DeviceNotFound,
    /// <summary>The name belongs to several devices.</summary>
    DeviceAmbiguous,
    /// <summary>The device is configured already, as something else.</summary>
    DeviceExists,
    /// <summary>A device address is not one that Syncthing can dial.</summary>
    AddressInvalid,
    /// <summary>Nothing of that kind was offered to the node.</summary>
    PendingNotFound,
    /// <summary>An ignore pattern cannot be parsed, or includes a file that is not there.</summary>
    IgnorePatternInvalid,
    /// <summary>The share has no such ignore pattern.</summary>
    IgnorePatternNotFound,
    /// <summary>There is no profile of that name.</summary>
    ProfileNotFound,
    /// <summary>A profile's file cannot be read.</summary>
    ProfileInvalid,
    /// <summary>There is no workspace of that name, or the directory is in none.</summary>
    WorkspaceNotFound,
    /// <summary>A workspace of that name or over that path exists, as something else.</summary>
    WorkspaceExists,
    /// <summary>workspaces.json is damaged, from a newer version, or cannot be read or written.</summary>
    WorkspaceFileInvalid,
    /// <summary>A machine of the workspace has another Syncthing than the one that it was set up with.</summary>
    WorkspaceChanged,
    /// <summary>A share's root is gone, or is another directory than it was.</summary>
    RootVanished,
    /// <summary>One side of a share was emptied, or lost more than half of what it had, since both were the same.</summary>
    MassDeletion,
    /// <summary>A step of a setup could not be done or was not true afterwards.</summary>
    SetupFailed,
    /// <summary>Two directories that are to be tied have files of the same name and different content, and nobody said what is meant.</summary>
    ContentDiffers,
    /// <summary>A share's ignore patterns are not the same on both machines.</summary>
    IgnoresDiffer,
    /// <summary>Syncthing is not installed on a machine that needs it.</summary>
    SyncthingNotInstalled,
    /// <summary>A program that is needed is not installed.</summary>
    ProgramNotFound,
    /// <summary>A sandbox daemon did not start; the message has the end of its log.</summary>
    SandboxFailed,
    /// <summary>ssh knows no such host: its name does not resolve, or is not a name.</summary>
    HostNotFound,
    /// <summary>Nothing speaks SSH at the host's address: refused, no route, or no answer in time.</summary>
    HostUnreachable,
    /// <summary>The host's key is in no known_hosts file and was not confirmed.</summary>
    HostKeyUnknown,
    /// <summary>The host's key is another than the one that known_hosts has. It is never accepted.</summary>
    HostKeyChanged,
    /// <summary>The host's key was revoked. It is never accepted.</summary>
    HostKeyRevoked,
    /// <summary>The host accepts none of the keys, passwords and answers that it was given.</summary>
    AuthenticationFailed,
    /// <summary>ssh's configuration cannot be read, or asks for what cannot be done here.</summary>
    SshConfigInvalid,
    /// <summary>The host accepted the login and runs no commands.</summary>
    RemoteShellFailed,
    /// <summary>The far machine cannot reach the address that a tunnel is for, or allows no tunnel.</summary>
    TunnelRefused,
    /// <summary>There is no ZeroTier on the machine.</summary>
    ZeroTierNotInstalled,
    /// <summary>ZeroTier's service is not running.</summary>
    ZeroTierNotRunning,
    /// <summary>Something answers on ZeroTier's port, and it is not ZeroTier.</summary>
    NotZeroTier,
    /// <summary>ZeroTier's token may not be read by this user, and sudo doesn't help.</summary>
    ZeroTierTokenUnreadable,
    /// <summary>ZeroTier does not accept the token: a copy that has gone stale.</summary>
    ZeroTierTokenRejected,
    /// <summary>The text is not the address of a ZeroTier node.</summary>
    ZeroTierAddressInvalid,
    /// <summary>The text is not the id of a ZeroTier network.</summary>
    NetworkIdInvalid,
    /// <summary>ZeroTier knows no such peer, or nobody answers for the address.</summary>
    PeerNotFound,
    /// <summary>The address is on none of the ZeroTier networks that the machine has joined.</summary>
    AddressNotOnZeroTier,
    /// <summary>The machine has joined no such ZeroTier network.</summary>
    NetworkNotFound,
    /// <summary>ZeroTier took a join and the network isn't there: its device could not be made.</summary>
    NetworkJoinFailed,
    /// <summary>No direct path to the peer came about in the time given.</summary>
    NotDirectInTime,
    /// <summary>A daemon ended right after it was started, or could not be started; the message has the end of its log.</summary>
    StartFailed,
    /// <summary>Another program has the port that a daemon is to listen on.</summary>
    PortTaken,
    /// <summary>Another daemon has the home's database.</summary>
    HomeLocked,
    /// <summary>The disk is full, or allows no more.</summary>
    DiskFull,
    /// <summary>A daemon did not end in the time given.</summary>
    StopFailed,
    /// <summary>A daemon did not answer, or had not loaded its folders, in the time given.</summary>
    StartTimedOut,
    /// <summary>The daemon is another user's.</summary>
    NotOurDaemon,
    /// <summary>A service manager (systemd, launchd, brew) refused.</summary>
    ServiceManagerFailed,
    /// <summary>There is no release of Syncthing for the machine's system or processor.</summary>
    PlatformUnsupported,
    /// <summary>The source has no such release.</summary>
    ReleaseNotFound,
    /// <summary>The place that releases come from does not answer, or stopped in the middle.</summary>
    SourceUnreachable,
    /// <summary>The archive is no release of Syncthing.</summary>
    ArchiveInvalid,
    /// <summary>The release's signature is not the Syncthing project's, or is for another name.</summary>
    SignatureInvalid,
    /// <summary>The archive's SHA-256 is not the one that was given.</summary>
    ChecksumMismatch,
    /// <summary>The older version cannot read the database that the newer one has made.</summary>
    DowngradeRefused,
    /// <summary>The program could not be put into its place, or the package manager did not do it.</summary>
    InstallFailed,
    /// <summary>There is no earlier copy that could be put back.</summary>
    NothingToRollBack,
    /// <summary>A configuration file is not plain data, or has a key or a value that means nothing.</summary>
    ConfigurationInvalid,
    /// <summary>An action has nothing to do.</summary>
    ActionInvalid,
    /// <summary>The session has no action of that name.</summary>
    ActionNotFound,
}
