# Resolutions that are killed: at each file operation, the process is ended as kill -9 does, and what is left is looked at
# behind the module's back.
BeforeAll {
    Import-Module "$PSScriptRoot/../../out/WorkspaceSync" -Force
    $module = (Get-Item "$PSScriptRoot/../../out/WorkspaceSync").FullName
    $tag = '.sync-conflict-20261123-085522-PJNU26X'
    $before = $env:XDG_STATE_HOME, $env:STHOMEDIR

    function New-Conflict([string] $stateIn) {
        $script:root = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $null = New-Item -ItemType Directory -Path "$root/.stfolder", "$root/dir"
        [IO.File]::WriteAllText("$root/dir/a.txt", 'live')
        [IO.File]::WriteAllText("$root/dir/a$tag.txt", 'the copy')
        [IO.File]::SetLastWriteTimeUtc("$root/dir/a.txt", [datetime]'2026-11-01')
        [IO.File]::SetLastWriteTimeUtc("$root/dir/a$tag.txt", [datetime]'2026-11-02')
        $script:state = Join-Path ($stateIn ? $stateIn : $TestDrive) "state-$([guid]::NewGuid())"
        $env:XDG_STATE_HOME = $state
        $env:STHOMEDIR = "$TestDrive/no-home"
    }

    # Name, content, time and mode of every file of the share.
    function Get-Snapshot { foreach ($file in Get-ChildItem $root -Recurse -File -Force | Sort-Object FullName) {
        "$($file.FullName) $([IO.File]::ReadAllText($file.FullName)) $($file.LastWriteTimeUtc.Ticks) $($file.UnixFileMode)"
    } }

    # The contents that are anywhere, in the share or kept.
    function Get-Content-Anywhere { Get-ChildItem $root, $state -Recurse -File -Force -Include *.txt -ErrorAction Ignore | ForEach-Object { [IO.File]::ReadAllText($_.FullName) } | Sort-Object -Unique }

    # Runs a command in a process of its own that ends itself at a point; says whether it did.
    function Invoke-Killed([string] $command, [int] $point) {
        $env:WORKSPACESYNC_FAULT_AT = "files-$point"
        $null = pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; $command" 2>&1
        $env:WORKSPACESYNC_FAULT_AT = $null
        $LASTEXITCODE -eq 137
    }
}

AfterAll { $env:XDG_STATE_HOME, $env:STHOMEDIR = $before }

Describe 'A killed resolution' {
    It 'has lost nothing at any point, and Undo-SyncConflict brings everything back: -Keep <keep>, records in <stateIn>' -ForEach @(
        @{ keep = 'Conflict'; stateIn = '' }
        @{ keep = 'Conflict'; stateIn = '/dev/shm' } # another file system: copies, not names
        @{ keep = 'Original'; stateIn = '' }
        @{ keep = 'Original'; stateIn = '/dev/shm' }
        @{ keep = 'Both'; stateIn = '' }
    ) {
        $point = 0
        do {
            $point++
            New-Conflict $stateIn
            $snapshot = Get-Snapshot
            $killed = Invoke-Killed "Get-SyncConflict -Path '$root' | Resolve-SyncConflict $keep" $point
            Get-Content-Anywhere | Should -Be 'live', 'the copy' -Because "point $point"
            [IO.File]::ReadAllText("$root/dir/a.txt") | Should -BeIn 'live', 'the copy' -Because "the file is never missing, at point $point"
            Undo-SyncConflict
            Get-Snapshot | Where-Object { $_ -notmatch '/\.syncthing\.' } | Should -Be $snapshot -Because "point $point"
            if ($stateIn) { Remove-Item $state -Recurse -Force }
        } while ($killed)
        $point | Should -BeGreaterThan 4
    }

    It 'can be killed while it is undone, and undone again: records in <stateIn>' -ForEach @(@{ stateIn = '' }, @{ stateIn = '/dev/shm' }) {
        $point = 0
        do {
            $point++
            New-Conflict $stateIn
            $snapshot = Get-Snapshot
            Get-SyncConflict -Path $root | Resolve-SyncConflict Conflict
            $killed = Invoke-Killed 'Undo-SyncConflict' $point
            Get-Content-Anywhere | Should -Be 'live', 'the copy' -Because "point $point"
            Test-Path "$root/dir/a.txt" | Should -BeTrue -Because "the file is never missing, at point $point"
            Undo-SyncConflict
            Get-Snapshot | Where-Object { $_ -notmatch '/\.syncthing\.' } | Should -Be $snapshot -Because "point $point"
            if ($stateIn) { Remove-Item $state -Recurse -Force }
        } while ($killed)
        $point | Should -BeGreaterThan 4
    }
}

# The far side, over a real sshd: found, compared, resolved and undone over there.
Describe 'Conflicts on another machine' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $env:XDG_STATE_HOME = "$TestDrive/far-state"
        $laptop, $gpu = Start-TestShare $TestDrive
        foreach ($i in 1..30) { [IO.File]::WriteAllText("$TestDrive/laptop/nt/f$i.txt", "file $i") }
        [IO.File]::SetLastWriteTimeUtc("$TestDrive/laptop/nt/f3.txt", [datetime]'2026-11-01') # .NET can't set nanoseconds back
        $null = Wait-SyncShare nt -Node $laptop -Timeout 60
        Suspend-SyncDevice gpu -Node $laptop
        [IO.File]::WriteAllText("$TestDrive/laptop/nt/it's a.txt", "one`ntwo`n")
        [IO.File]::WriteAllText("$TestDrive/gpu/nt/it's a.txt", "one`n2`n")
        [IO.File]::SetLastWriteTimeUtc("$TestDrive/laptop/nt/it's a.txt", [datetime]::UtcNow.AddSeconds(-50))
        [IO.File]::SetLastWriteTimeUtc("$TestDrive/gpu/nt/it's a.txt", [datetime]::UtcNow.AddSeconds(-20))
        Resume-SyncDevice gpu -Node $laptop
        $null = Wait-SyncShare nt -Node $laptop -Timeout 60
    }

    AfterAll { Stop-SyncSandbox }

    It 'are found there, with the right machines, whoever looks' {
        foreach ($conflict in (Get-SyncConflict nt -HostName gpu), (Get-SyncConflict nt -Node $laptop)) {
            $conflict.Original.Machine, $conflict.Conflict.Machine | Should -Be 'gpu', 'laptop'
            $conflict.Kind, $conflict.IsIdentical | Should -Be 'Text', $false
        }
        (Get-SyncStatus nt -HostName gpu).Conflicts | Should -Be 1
        (Get-SyncConflict nt -HostName gpu | Compare-SyncConflict).Lines | Should -Be '@@ -1,2 +1,2 @@', ' one', '-2', '+two'
    }

    It 'are resolved there, and everything comes back' {
        $done = Get-SyncConflict nt -HostName gpu | Resolve-SyncConflict Oldest -Wait -PassThru
        $done.HostName | Should -Be gpu
        Get-Content "$TestDrive/gpu/nt/it's a.txt", "$TestDrive/laptop/nt/it's a.txt" | Should -Be 'one', 'two', 'one', 'two'
        Get-Content $done.KeptPath -Raw | Should -Be "one`n2`n"
        Undo-SyncConflict
        $null = Wait-SyncShare nt -Node $laptop -Timeout 60
        Get-Content "$TestDrive/gpu/nt/it's a.txt" | Should -Be 'one', '2'
        $conflict = Get-SyncConflict nt -HostName gpu
        $conflict.Original.Machine, $conflict.Conflict.Machine | Should -Be 'gpu', 'laptop' -Because 'who undid it wrote neither'
    }

    It 'leave both sides the same, to the last byte, or it is said' {
        Compare-SyncShare nt -Node $laptop -HostName gpu | Should -BeNullOrEmpty
        $file = Get-Item "$TestDrive/gpu/nt/f3.txt"
        $time = $file.LastWriteTimeUtc
        [IO.File]::WriteAllText($file.FullName, 'FILE 3')
        [IO.File]::SetLastWriteTimeUtc($file.FullName, $time)
        $difference = Compare-SyncShare nt -Node $laptop -HostName gpu
        $difference.Path, $difference.Kind | Should -Be 'f3.txt', 'Content'
        Compare-SyncShare nt -Node $laptop -HostName gpu -Quiet | Should -BeFalse
        Compare-SyncShare nt -Node $laptop -HostName gpu -Quick | Should -BeNullOrEmpty -Because 'size and time are the same'
    }
}
