# Two machines are introduced and share a directory, as a user does it.
Describe 'Setting up' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestPair -Strangers
        $null = New-Item "$TestDrive/laptop/nt/src", "$TestDrive/laptop/nt/.venv/lib" -ItemType Directory
        Set-Content "$TestDrive/laptop/nt/src/train.py" 'print(1)'
        Set-Content "$TestDrive/laptop/nt/.venv/lib/big.py" 'x'
        $null = New-Item "$TestDrive/laptop/nt/src/__init__.py"
    }
    AfterAll { Stop-SyncSandbox }

    It 'gives nodes with what a script needs' {
        $laptop.Name | Should -Be laptop
        $laptop.DeviceId | Should -Match '^([A-Z2-7]{7}-){7}[A-Z2-7]{7}$'
        $laptop.Version | Should -Match '^v\d'
        $laptop.Uri.IsLoopback | Should -BeTrue
        $laptop.Uptime | Should -BeOfType TimeSpan
        $laptop.StartedAt | Should -BeOfType DateTimeOffset
        (Get-SyncNode).Name | Should -Be 'laptop', 'gpu'
        $laptop | Out-String | Should -Not -Match 'apikey'
    }

    It 'shows what adding a device would do, and does not' {
        $before = Invoke-TestApi $laptop config
        $gpu | New-SyncDevice -Node $laptop -WhatIf | Should -BeNullOrEmpty
        Invoke-TestApi $laptop config | Should -Be $before
    }

    It 'adds a device from a node, and hands it on' {
        $device = $gpu | New-SyncDevice -Node $laptop
        $device.Name | Should -Be gpu
        $device.DeviceId | Should -Be $gpu.DeviceId
        $device.AutoAcceptShares | Should -BeFalse
        $device.Introducer | Should -BeFalse
        (Invoke-TestApi $laptop "config/devices/$($gpu.DeviceId)" | ConvertFrom-Json).name | Should -Be gpu
    }

    It 'changes nothing when the device is there, and says so with -Verbose' {
        $before = Invoke-TestApi $laptop config
        $lines = $gpu | New-SyncDevice -Node $laptop -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$lines" | Should -Match 'there already|as asked|nothing'
        Invoke-TestApi $laptop config | Should -Be $before
    }

    It 'is offered the device at the other end, and accepts it' {
        Wait-Until { Get-SyncPending Device -Node $gpu } 'the laptop asks to be accepted'
        $offer = Get-SyncPending Device -Node $gpu
        $offer.DeviceId | Should -Be $laptop.DeviceId
        ($offer | Approve-SyncDevice -Name laptop).Name | Should -Be laptop
        Wait-Until { (Get-SyncDevice laptop -Node $gpu).Connected } 'the two are connected'
        Get-SyncPending Device -Node $gpu | Should -BeNullOrEmpty
    }

    It 'shows what sharing would do, and does not, with -WhatIf and with $WhatIfPreference' {
        $before = Invoke-TestApi $laptop config
        New-SyncShare "$TestDrive/laptop/nt" -Device gpu -Profile Full -Node $laptop -WhatIf | Should -BeNullOrEmpty
        & { $WhatIfPreference = $true; New-SyncShare "$TestDrive/laptop/new" -Device gpu -Node $laptop } | Should -BeNullOrEmpty
        "$TestDrive/laptop/new" | Should -Not -Exist
        "$TestDrive/laptop/nt/.stignore" | Should -Not -Exist
        Invoke-TestApi $laptop config | Should -Be $before
    }

    It 'shares a directory, with what keeps every version of a file' {
        $share = New-SyncShare "$TestDrive/laptop/nt" -Device gpu -Profile Full -Node $laptop
        $share.Id | Should -Be nt
        $share.Path | Should -Be "$TestDrive/laptop/nt"
        $share.Devices.Name | Should -Be gpu
        $share.Node.Name | Should -Be laptop
        $folder = Invoke-TestApi $laptop config/folders/nt | ConvertFrom-Json
        $folder.maxConflicts | Should -Be -1
        $folder.fsWatcherDelayS | Should -Be 1
        $folder.markerName | Should -Be .stfolder
    }

    It 'changes nothing when asked again' {
        $before = Invoke-TestApi $laptop config
        (New-SyncShare "$TestDrive/laptop/nt" -Device gpu -Profile Full -Node $laptop).Id | Should -Be nt
        Invoke-TestApi $laptop config | Should -Be $before
    }

    It 'is offered the share at the other end, with WhatIf changing nothing, and accepts it' {
        Wait-Until { Get-SyncPending Share -Node $gpu } 'the share is offered'
        $before = Invoke-TestApi $gpu config
        Get-SyncPending Share -Node $gpu | Approve-SyncShare -Path "$TestDrive/gpu/nt" -WhatIf
        Invoke-TestApi $gpu config | Should -Be $before
        "$TestDrive/gpu/nt" | Should -Not -Exist
        $share = Get-SyncPending Share -Node $gpu | Approve-SyncShare -Path "$TestDrive/gpu/nt" -Profile Full
        $share.Id | Should -Be nt
        $share.Node.Name | Should -Be gpu
        $share.Devices.Name | Should -Be laptop
    }

    It 'is the same on both sides after a wait, byte by byte, and what is ignored stayed' {
        $status = Wait-SyncShare nt -Node $laptop -Timeout 60
        $status.Health | Should -Be InSync
        $status.Proof | Should -Be Both
        Get-FileHash "$TestDrive/gpu/nt/src/train.py" | ForEach-Object Hash | Should -Be (Get-FileHash "$TestDrive/laptop/nt/src/train.py").Hash
        (Get-Item "$TestDrive/gpu/nt/src/__init__.py").Length | Should -Be 0
        "$TestDrive/gpu/nt/.venv" | Should -Not -Exist
    }

    It 'brings an edit, a deletion and an empty file over, both ways, in one wait' {
        Set-Content "$TestDrive/laptop/nt/src/train.py" 'print(2)'
        Remove-Item "$TestDrive/laptop/nt/src/__init__.py"
        $null = New-Item "$TestDrive/gpu/nt/results/empty" -Force
        $null = Wait-SyncShare nt -Node $laptop -Timeout 60
        Get-Content "$TestDrive/gpu/nt/src/train.py" | Should -Be 'print(2)'
        "$TestDrive/gpu/nt/src/__init__.py" | Should -Not -Exist
        "$TestDrive/laptop/nt/results/empty" | Should -Exist
    }

    It 'changes only what is given, and shows it before' {
        $before = Invoke-TestApi $laptop config
        Set-SyncShare nt -RescanInterval 120 -Node $laptop -WhatIf
        Invoke-TestApi $laptop config | Should -Be $before
        $share = Set-SyncShare nt -RescanInterval 120 -Node $laptop -PassThru
        $share.RescanInterval | Should -Be ([TimeSpan]::FromMinutes(2))
        $share.MaxConflicts | Should -Be -1
        Set-SyncDevice gpu -Name 'GPU box' -Node $laptop
        (Get-SyncDevice $gpu.DeviceId -Node $laptop).Name | Should -Be 'GPU box'
    }

    It 'pauses and goes on in a pipeline, where the objects came from' {
        Get-SyncShare nt* -Node $gpu | Suspend-SyncShare -PassThru | ForEach-Object Paused | Should -BeTrue
        (Invoke-TestApi $gpu config/folders/nt | ConvertFrom-Json).paused | Should -BeTrue
        (Invoke-TestApi $laptop config/folders/nt | ConvertFrom-Json).paused | Should -BeFalse
        Get-SyncShare nt -Node $gpu | Resume-SyncShare
        (Get-SyncShare nt -Node $gpu).Paused | Should -BeFalse
    }

    It 'dismisses an offer' {
        $null = New-SyncShare "$TestDrive/laptop/other" -Device $gpu.DeviceId -Node $laptop
        Wait-Until { Get-SyncPending Share -Node $gpu } 'the other share is offered'
        Get-SyncPending Share -Node $gpu | Deny-SyncPending -WhatIf
        Get-SyncPending Share -Node $gpu | Should -Not -BeNullOrEmpty
        Get-SyncPending Share -Node $gpu | Deny-SyncPending
        Get-SyncPending Share -Node $gpu | Should -BeNullOrEmpty
    }

    It 'removes shares and devices, and leaves the files' {
        Get-SyncShare -Node $laptop | Remove-SyncShare -WhatIf
        (Get-SyncShare -Node $laptop).Count | Should -Be 2
        Get-SyncShare -Node $laptop | Remove-SyncShare -Confirm:$false
        Get-SyncShare -Node $laptop | Should -BeNullOrEmpty
        "$TestDrive/laptop/nt/src/train.py" | Should -Exist
        Get-SyncDevice -Node $laptop | Remove-SyncDevice -Confirm:$false
        Get-SyncDevice -Node $laptop | Should -BeNullOrEmpty
    }
}
