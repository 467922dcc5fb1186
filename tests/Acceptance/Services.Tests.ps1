# Syncthing's program and service, here and on the other machine, and the doctor: as a user sees them.
Describe 'Services' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestShare "$TestDrive"
        function Get-Answer($node) { try { Invoke-TestApi $node system/status } catch { $null } }
    }
    AfterAll { Stop-SyncSandbox }

    It 'shows what runs on a host, with its home and who started it' {
        $program = Get-Syncthing -HostName gpu | Where-Object IsInUse
        $program.ConfigPath | Should -Be $gpu.ConfigPath
        $program.IsRunning | Should -BeTrue
        $program.Version | Should -Be $gpu.Version
        $program.HostName | Should -Be gpu
        $program.StartedBy | Should -Be Hand
        "$((Get-Syncthing -HostName gpu | Out-String -Width 200))" | Should -Match '\*\s+gpu'
    }

    It 'changes nothing with -WhatIf' {
        Stop-Syncthing -HostName gpu -WhatIf
        Restart-Syncthing -HostName gpu -WhatIf
        Install-Syncthing -HostName gpu -Version 9.9.9 -Source $TestDrive -WhatIf
        Get-Answer $gpu | Should -Not -BeNullOrEmpty
    }

    It 'ends the daemon of a host, says so of its status, and starts it again' {
        Stop-Syncthing -HostName gpu
        Get-Answer $gpu | Should -BeNullOrEmpty
        (Get-Syncthing -HostName gpu | Where-Object IsRunning | Where-Object ConfigPath -eq $gpu.ConfigPath) | Should -BeNullOrEmpty
        (Test-SyncSetup -HostName gpu -InformationAction Ignore | Where-Object Component -eq Syncthing).Fix | Should -Be 'Start-Syncthing -HostName gpu'
        Stop-Syncthing -HostName gpu
        $started = Start-Syncthing -HostName gpu -PassThru
        $started.IsRunning | Should -BeTrue
        Get-Answer $gpu | Should -Not -BeNullOrEmpty
        (Get-SyncNode -HostName gpu).DeviceId | Should -Be $gpu.DeviceId
    }

    It 'restarts both machines of a workspace in one pipeline' {
        $null = New-RemoteWorkspace nt -HostName gpu -Path "$TestDrive/laptop/nt" -RemotePath "$TestDrive/gpu/nt" -InformationAction Ignore
        $before = @(Get-Syncthing; Get-Syncthing -HostName gpu) | Where-Object IsInUse
        Get-RemoteWorkspace nt | Restart-Syncthing
        $after = @(Get-Syncthing; Get-Syncthing -HostName gpu) | Where-Object IsInUse
        $after.Count | Should -Be 2
        $after.ConfigPath | Should -Be $laptop.ConfigPath, $gpu.ConfigPath
        $after[0].ProcessId | Should -Not -Be $before[0].ProcessId
        $after[1].ProcessId | Should -Not -Be $before[1].ProcessId
        (Get-RemoteWorkspace nt | Sync-RemoteWorkspace).Grade | Should -Be Same
    }

    It 'has the doctor look at both machines, in a second' {
        Wait-Until { -not (Test-SyncSetup -Workspace nt -InformationAction Ignore | Where-Object { $_.Component -like 'device *' -and $_.Status -ne 'Pass' }) } 'the two are connected'
        $time = Measure-Command { $script:rows = Test-SyncSetup -Workspace nt -InformationAction Ignore }
        Write-Host "Test-SyncSetup of both machines: $($time.TotalMilliseconds) ms"
        ($rows.Node | Select-Object -Unique).Count | Should -Be 2
        $rows | Where-Object Status -eq Fail | Should -BeNullOrEmpty
        ($rows | Where-Object Component -eq ssh).Status | Should -Be Pass
        ($rows | Where-Object Component -eq 'ignores nt').Status | Should -Be Pass
        ($rows | Where-Object Component -eq versions).Status | Should -Be Pass
        Test-SyncSetup -Workspace nt -Quiet | Should -BeTrue
        ($rows | Out-String -Width 120) | Should -Match 'Machine: gpu'
    }

    It 'says that the ignores differ, and is well after the fix that it gives' {
        Set-SyncIgnore nt '*.tmp' -Node $laptop
        $row = Test-SyncSetup -Workspace nt -InformationAction Ignore | Where-Object Component -eq 'ignores nt'
        $row.Status | Should -Be Warn
        Invoke-Expression $row.Fix
        (Test-SyncSetup -Workspace nt -InformationAction Ignore | Where-Object Component -eq 'ignores nt').Status | Should -Be Pass
    }

    It 'starts with -Fix what does not run, and says so' {
        Stop-Syncthing -HostName gpu
        Test-SyncSetup -HostName gpu -Quiet | Should -BeFalse
        (Test-SyncSetup -HostName gpu -Fix -WhatIf -InformationAction Ignore | Where-Object Component -eq Syncthing).Status | Should -Be Fail
        $row = Test-SyncSetup -HostName gpu -Fix -InformationVariable said -InformationAction SilentlyContinue | Where-Object Component -eq Syncthing
        $row.Status | Should -Be Pass
        $row.IsFixed | Should -BeTrue
        "$said" | Should -Match 'mended now'
        Get-Answer $gpu | Should -Not -BeNullOrEmpty
    }

    It 'finds a login shell that is slow, and not any more after the fix that it gives' {
        $rc = "$(Split-Path (Split-Path $gpu.ConfigPath))/.bashrc"
        Set-Content $rc 'sleep 1'
        $row = Test-SyncSetup -HostName gpu -InformationAction Ignore | Where-Object Component -eq 'login shell'
        if ((bash -c 'echo $BASH_VERSION') -and $row.Status -eq 'Pass') { Set-ItResult -Skipped -Because 'this bash reads no .bashrc for ssh' }
        $row.Status | Should -Be Warn
        Set-Content $rc ($row.Fix -replace '^.*bashrc: '), 'sleep 1'
        Wait-Until { (Test-SyncSetup -HostName gpu -InformationAction Ignore | Where-Object Component -eq 'login shell').Status -eq 'Pass' } 'the login shell is quick'
        Remove-Item $rc -Force
    }

    It 'finds a host key that has changed, and sends nothing' {
        $known = "$(Split-Path $env:WORKSPACESYNC_SSH_CONFIG)/known_hosts"
        $before = Get-Content $known
        $null = Get-SyncNode -HostName gpu | Disconnect-SyncNode
        $null = ssh-keygen -q -t ed25519 -N '' -f "$TestDrive/other"
        $key = ((Get-Content "$TestDrive/other.pub") -split ' ')[0, 1] -join ' '
        Set-Content $known ($before -replace 'ssh-ed25519 \S+', $key)
        $row = Test-SyncSetup -HostName gpu -InformationAction Ignore | Where-Object Component -eq ssh
        $row.Status | Should -Be Fail
        $row.Fix | Should -BeLike "ssh-keygen -f $known -R *"
        $null = sh -c ($row.Fix -replace ' +\(.*') 2>&1
        Get-Content $known | Should -Not -Match ([regex]::Escape($key))   # what the user then confirms is the key that is there now
        Set-Content $known $before
        (Test-SyncSetup -HostName gpu -InformationAction Ignore | Where-Object Component -eq ssh).Status | Should -Be Pass
    }

    It 'names a host that cannot be reached, and what waits for it' {
        $rows = Test-SyncSetup -HostName nowhere -InformationAction Ignore
        ($rows | Where-Object Component -eq ssh).Status | Should -Be Fail
        ($rows | Where-Object Component -eq Syncthing).Detail | Should -Be '(waits for: ssh)'
        (Get-TestError { Start-Syncthing -HostName nowhere -ErrorAction Stop }).FullyQualifiedErrorId | Should -Match '^(HostNotFound|HostUnreachable),'
    }

    It 'writes diagnostics of both machines without the keys' {
        $file = Export-SyncDiagnostic -Path "$TestDrive/d.zip" -Workspace nt
        [IO.Compression.ZipFile]::ExtractToDirectory($file, "$TestDrive/d")
        $text = Get-ChildItem "$TestDrive/d" -Recurse -File | Get-Content -Raw
        "$text" | Should -Match '"folders"'
        foreach ($node in $laptop, $gpu) {
            [xml] $config = Get-Content "$($node.ConfigPath)/config.xml" -Raw
            "$text" | Should -Not -Match $config.configuration.gui.apikey
        }
    }

    It 'refuses an archive that nobody signed, and leaves nothing' {
        $name = "syncthing-linux-$(if ((uname -m) -eq 'aarch64') { 'arm64' } else { 'amd64' })-v9.9.9"
        $null = New-Item "$TestDrive/mirror/$name" -ItemType Directory
        Copy-Item (Get-Command syncthing -TotalCount 1).Source "$TestDrive/mirror/$name/syncthing"
        Set-Content "$TestDrive/mirror/$name/release.sig" "-----BEGIN SIGNATURE-----`nMAYCAQECAQE=`n-----END SIGNATURE-----"
        tar -C "$TestDrive/mirror" -czf "$TestDrive/mirror/$name.tar.gz" $name
        $problem = Get-TestError { Install-Syncthing -HostName gpu -Source "$TestDrive/mirror" -ErrorAction Stop }
        $problem.FullyQualifiedErrorId | Should -BeLike 'SignatureInvalid,*'
        $problem.CategoryInfo.Category | Should -Be SecurityError
        (Get-Item "$(Split-Path (Split-Path $gpu.ConfigPath))/bin/*" -Force).Name | Should -Be syncthing
    }
}
