using System.Net;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;
using Renci.SshNet.Security;

namespace WorkspaceSync;

/// <summary>Lets a connection go on only when the host's key is the one that ssh would accept too.</summary>
internal sealed class HostKeyGate
{
    private readonly SshOptions _options;
    private readonly HostKeyFiles _files;
    private readonly KnownHosts _known;
    private readonly KnownHostsNames _names;
    private HostKey? _accepted;

    public HostKeyGate(SshOptions options)
    {
        _options = options;
        _files = HostKeyFiles.Of(options);
        _names = KnownHostsNames.Of(options);
        _known = KnownHosts.Read([.. _files.User, .. _files.Global], _names);
    }

    /// <summary>Why the connection did not go on; null when the key was accepted.</summary>
    public SyncException? Refusal { get; private set; }

    /// <summary>The key that nobody knows, when that is why.</summary>
    public HostKey? Unknown { get; private set; }

    /// <summary>Whether the host's certificate is worth something; one that is expired or broken is not looked at again, and its key counts.</summary>
    public bool TakesCertificates { get; init; } = true;

    /// <summary>Whether the connection came to nothing because the certificate is not valid.</summary>
    public bool IsCertificateInvalid { get; private set; }

    /// <summary>A key that the user has confirmed in this session; it may be that no file keeps it.</summary>
    public HostKey? Confirmed { get; init; }

    /// <summary>Where the connection goes.</summary>
    public string Address { get; set; } = "";

    public KnownHosts Known => _known;

    public string Name => _names.Name;

    /// <summary>The file that a confirmed key is kept in; null when the configuration has none.</summary>
    public string? File => _files.Writable;

    /// <summary>The handler for SSH.NET: at the first key exchange and at every later one.</summary>
    public void OnHostKey(HostKeyEventArgs e)
    {
        e.CanTrust = false; // whatever happens below
        HostKey key = HostKey.FromBlob(e.HostKey) ?? new HostKey("(unreadable)", e.HostKey);
        try
        {
            e.CanTrust = _accepted is { } accepted ? accepted.IsSame(key) : IsAcceptable(key, e.Certificate);
        }
        catch (SyncException refusal)
        {
            Refusal = refusal;
        }

        if (e.CanTrust)
        {
            _accepted = key;
        }
    }

    /// <summary>Looks at why the connection failed: SSH.NET asks nobody about a certificate whose time or signature is wrong.</summary>
    public void OnFailure(string? algorithm, Exception error) => IsCertificateInvalid =
        TakesCertificates && Refusal is null && _accepted is null && AlgorithmChoice.IsCertificate(algorithm)
        && error is SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed };

    private bool IsAcceptable(HostKey key, Certificate? certificate)
    {
        if (IsThisMachine)
        {
            return true;
        }

        if (_files.IsRevoked(key))
        {
            throw Revoked(key, _files.Revoked!);
        }

        if (certificate is not null && IsCertified(key, certificate))
        {
            return true;
        }

        HostKeyVerdict verdict = _known.Judge(key); // also of a certificate that is worth nothing: then its key counts, as with ssh
        switch (verdict.Status)
        {
            case HostKeyStatus.Known:
                return true;
            case HostKeyStatus.Revoked:
                throw Revoked(key, verdict.Line!.Place);
            case HostKeyStatus.Changed:
                throw new SyncException(
                    SyncError.HostKeyChanged,
                    $"{_options.Name}: the host key of {_names.Name} has changed (was {verdict.Line!.Key.Type} {verdict.Line.Key.Fingerprint}, {verdict.Line.Place}; is {key.Type} {key.Fingerprint}). "
                    + $"Nothing was sent. Somebody may be listening in; if you reinstalled it: {RemovalOf(verdict.Line)}")
                {
                    Remedy = RemovalOf(verdict.Line),
                };
            case HostKeyStatus.New when Confirmed?.IsSame(key) == true:
                return true;
            default:
                Unknown = key;
                throw new SyncException(
                    SyncError.HostKeyUnknown,
                    $"{_options.Name}: the host key of {_names.Name} is not known ({key.Type} {key.Fingerprint}) and was not confirmed. Nothing was sent. Confirm it once: ssh {_options.Name}");
        }
    }

    private bool IsCertified(HostKey key, Certificate certificate)
    {
        if (HostKey.FromBlob(certificate.CertificateAuthorityKey) is not { } authority)
        {
            return false;
        }

        if (_files.IsRevoked(authority))
        {
            throw Revoked(authority, _files.Revoked!);
        }

        HostKeyVerdict verdict = _known.JudgeAuthority(key, authority);
        if (verdict.Status == HostKeyStatus.Revoked)
        {
            throw Revoked(key, verdict.Line!.Place);
        }

        // SSH.NET has looked at the authority's signature and at the time. That it is for this host is for us to see.
        string name = _options.HostKeyAlias ?? _options.HostName;
        return verdict.Status == HostKeyStatus.Known
            && certificate.Type == Certificate.CertificateType.Host
            && certificate.CriticalOptions.Count == 0
            && certificate.ValidPrincipals.Any(principal => HostPattern.IsMatch(principal, name));
    }

    // Where homes are shared between machines, "localhost" has as many keys as there are machines.
    private bool IsThisMachine => _options.IsYes("nohostauthenticationforlocalhost") && _options.HostKeyAlias is null
        && IPEndPoint.TryParse(Address, out IPEndPoint? endpoint) && IPAddress.IsLoopback(endpoint.Address);

    private SyncException Revoked(HostKey key, string place) => new(
        SyncError.HostKeyRevoked,
        $"{_options.Name}: the host key of {_names.Name} was revoked ({key.Type} {key.Fingerprint}, {place}). Nothing was sent. Ask who runs the host for its new key.");

    private static string RemovalOf(KnownHostsLine line) => line.Hosts.StartsWith('|') || line.Hosts.Contains(',')
        ? $"remove line {line.Number} of {line.File}"
        : $"ssh-keygen -f {line.File} -R {ShellQuote.Quote(line.Hosts)}";
}
