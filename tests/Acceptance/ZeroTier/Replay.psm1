# Serves what the real service said in a recorded state, over real HTTP on loopback, with its times moved to now.

$script:recordings = Join-Path $PSScriptRoot '../../WorkspaceSync.Tests/Recordings/zerotier'

function Start-ZeroTierReplay {
    param([string] $State, [string] $HomePath, [string] $Token = 'tokenofthereplay', [hashtable] $Rewrite = @{}, [int] $Port)

    if (-not $Port) {
        $probe = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $probe.Start(); $Port = $probe.LocalEndpoint.Port; $probe.Stop()
    }
    [void] (New-Item -ItemType Directory -Force $HomePath)
    [System.IO.File]::WriteAllText("$HomePath/zerotier-one.port", $Port)
    [System.IO.File]::WriteAllText("$HomePath/authtoken.secret", $Token)

    $shared = [hashtable]::Synchronized(@{ State = $State; Token = $Token; Rewrite = $Rewrite; Folder = (Resolve-Path $script:recordings).Path; Asked = [System.Collections.ArrayList]::Synchronized(@()) })
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$Port/")
    $listener.Start()
    $shell = [powershell]::Create()
    [void] $shell.AddScript({
        param($listener, $shared)
        while ($listener.IsListening) {
            try { $context = $listener.GetContext() } catch { break }
            $path = $context.Request.Url.AbsolutePath
            [void] $shared.Asked.Add("$($context.Request.HttpMethod) $path")
            $text, $status = '{}', 200
            $folder = Join-Path $shared.Folder $shared.State
            if ($context.Request.Headers['X-ZT1-Auth'] -cne $shared.Token) { $status = 401 }
            elseif ($path -match '^/(status|peer|network)$') { $text = Get-Content -Raw (Join-Path $folder "$($Matches[1]).json") }
            elseif ($path -match '^/peer/(\w{10})$') {
                $peer = Get-Content -Raw (Join-Path $folder 'peer.json') | ConvertFrom-Json | Where-Object address -EQ $Matches[1]
                if ($peer) { $text = $peer | ConvertTo-Json -Depth 9 }
            }
            elseif ($path -match '^/network/(\w{16})$') {
                $network = Get-Content -Raw (Join-Path $folder 'network.json') | ConvertFrom-Json | Where-Object id -EQ $Matches[1]
                if ($network) { $text = $network | ConvertTo-Json -Depth 9 } else { $status = 404 }
            }
            else { $text, $status = '', 404 }
            $shift = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() - [long](Get-Content (Join-Path $folder 'clock.txt'))
            $text = [regex]::Replace($text, '("(?:clock|lastReceive|lastSend)"\s*:\s*)([1-9]\d+)', { param($m) $m.Groups[1].Value + ([long]$m.Groups[2].Value + $shift) })
            foreach ($pair in $shared.Rewrite.GetEnumerator()) { $text = $text.Replace($pair.Key, $pair.Value) }
            $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
            $context.Response.StatusCode = $status
            $context.Response.ContentType = 'application/json'
            $context.Response.OutputStream.Write($bytes)
            $context.Response.Close()
        }
    }).AddArgument($listener).AddArgument($shared)
    [pscustomobject]@{ Port = $Port; HomePath = $HomePath; Shared = $shared; Listener = $listener; Shell = $shell; Running = $shell.BeginInvoke() }
}

function Stop-ZeroTierReplay {
    param($Replay)
    $Replay.Listener.Close()
    [void] $Replay.Running.AsyncWaitHandle.WaitOne(5000)
    $Replay.Shell.Dispose()
}

Export-ModuleMember Start-ZeroTierReplay, Stop-ZeroTierReplay
