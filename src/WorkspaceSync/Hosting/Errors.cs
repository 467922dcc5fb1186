using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes every error record that we report. Id: the SyncError's name. Target: what the user gave, never a client.</summary>
internal static class Errors
{
    /// <summary>Null for what we don't expect: that is a bug, or the engine stopping the pipeline, and must pass through.</summary>
    public static ErrorRecord? Describe(Exception error, object? target) => error is SyncException known
        ? new ErrorRecord(known, known.Error.ToString(), CategoryOf(known.Error), target)
        : null;

    /// <summary>The category that PowerShell's own cmdlets would give to such an error.</summary>
    public static ErrorCategory CategoryOf(SyncError error) => error switch
    {
        SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.NotSyncthing or SyncError.TlsMismatch
            or SyncError.DeviceDisconnected or SyncError.HostUnreachable or SyncError.TunnelRefused or SyncError.FilesOutOfReach => ErrorCategory.ConnectionError,
        SyncError.RequestTimedOut or SyncError.SyncTimeout => ErrorCategory.OperationTimeout,
        SyncError.AnswerMalformed or SyncError.HomeUnreadable or SyncError.ProfileInvalid
            or SyncError.WorkspaceFileInvalid or SyncError.SshConfigInvalid => ErrorCategory.InvalidData,
        SyncError.ApiKeyRejected or SyncError.AuthenticationFailed => ErrorCategory.AuthenticationError,
        SyncError.HostCheckRefused or SyncError.CertificateMismatch or SyncError.NodeMismatch
            or SyncError.HostKeyUnknown or SyncError.HostKeyChanged or SyncError.HostKeyRevoked => ErrorCategory.SecurityError,
        SyncError.RequestRefused or SyncError.ChangeNotTaken or SyncError.RemoteCommandFailed or SyncError.RemoteShellFailed => ErrorCategory.InvalidResult,
        SyncError.HomeNotFound or SyncError.NodeNotFound or SyncError.ShareNotFound or SyncError.DeviceNotFound or SyncError.HostNotFound
            or SyncError.PendingNotFound or SyncError.WorkspaceNotFound or SyncError.IgnorePatternNotFound or SyncError.ProfileNotFound => ErrorCategory.ObjectNotFound,
        SyncError.NodeExists or SyncError.ShareExists or SyncError.DeviceExists or SyncError.PathOverlaps or SyncError.WorkspaceExists
            or SyncError.ContentDiffers => ErrorCategory.ResourceExists,
        SyncError.HomeAmbiguous or SyncError.NodeAmbiguous or SyncError.DeviceAmbiguous or SyncError.PathInvalid or SyncError.ShareIdInvalid
            or SyncError.DeviceIdInvalid or SyncError.AddressInvalid or SyncError.IgnorePatternInvalid => ErrorCategory.InvalidArgument,
        SyncError.SharePaused or SyncError.ShareNotShared or SyncError.ShareInError or SyncError.ShareOneWay or SyncError.WorkspaceChanged
            or SyncError.RootVanished or SyncError.MassDeletion or SyncError.SetupFailed or SyncError.IgnoresDiffer => ErrorCategory.InvalidOperation,
        SyncError.ProgramNotFound or SyncError.SyncthingNotInstalled => ErrorCategory.NotInstalled,
        SyncError.FileUnreadable => ErrorCategory.ReadError,
        SyncError.FileUnwritable => ErrorCategory.WriteError,
        SyncError.FileChanged or SyncError.ConflictUnresolvable or SyncError.ShareTypeUnsuitable => ErrorCategory.InvalidOperation,
        SyncError.VersionNotRestored => ErrorCategory.InvalidResult,
        SyncError.ResolutionNotFound or SyncError.ActionNotFound => ErrorCategory.ObjectNotFound,
        SyncError.ActionInvalid => ErrorCategory.InvalidArgument,
        SyncError.SandboxFailed => ErrorCategory.OpenError,
        SyncError.ZeroTierNotInstalled => ErrorCategory.NotInstalled,
        SyncError.ZeroTierNotRunning or SyncError.NotZeroTier => ErrorCategory.ConnectionError,
        SyncError.ZeroTierTokenUnreadable => ErrorCategory.PermissionDenied,
        SyncError.ZeroTierTokenRejected => ErrorCategory.AuthenticationError,
        SyncError.ZeroTierAddressInvalid or SyncError.NetworkIdInvalid => ErrorCategory.InvalidArgument,
        SyncError.PeerNotFound or SyncError.AddressNotOnZeroTier or SyncError.NetworkNotFound => ErrorCategory.ObjectNotFound,
        SyncError.NetworkJoinFailed => ErrorCategory.InvalidResult,
        SyncError.NotDirectInTime => ErrorCategory.OperationTimeout,
        SyncError.StartFailed => ErrorCategory.OpenError,
        SyncError.PortTaken or SyncError.HomeLocked => ErrorCategory.ResourceBusy,
        SyncError.DiskFull => ErrorCategory.ResourceUnavailable,
        SyncError.StopFailed => ErrorCategory.CloseError,
        SyncError.StartTimedOut => ErrorCategory.OperationTimeout,
        SyncError.NotOurDaemon => ErrorCategory.PermissionDenied,
        SyncError.PlatformUnsupported => ErrorCategory.NotImplemented,
        SyncError.ReleaseNotFound or SyncError.NothingToRollBack => ErrorCategory.ObjectNotFound,
        SyncError.SourceUnreachable => ErrorCategory.ConnectionError,
        SyncError.ArchiveInvalid or SyncError.ConfigurationInvalid => ErrorCategory.InvalidData,
        SyncError.SignatureInvalid or SyncError.ChecksumMismatch => ErrorCategory.SecurityError,
        SyncError.DowngradeRefused => ErrorCategory.InvalidOperation,
        SyncError.InstallFailed => ErrorCategory.WriteError,
        SyncError.ServiceManagerFailed => ErrorCategory.InvalidResult,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error without a category."),
    };
}
