# The main job, played on two private Syncthing daemons of this machine. Your own Syncthing is not touched. It runs in pwsh
# and in tools/Shell alike, so it keeps to the language, .NET and this module. Every claim is checked; the first that is not
# true ends it with exit code 1.
param([string] $Folder = [IO.Directory]::CreateTempSubdirectory('workspacesync-demo-').FullName)

$ErrorActionPreference = 'Stop'
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module "$PSScriptRoot/../../out/WorkspaceSync"
$here = [IO.Path]::Combine($Folder, 'laptop', 'nt')
$there = [IO.Path]::Combine($Folder, 'gpu', 'nt')
$far = [IO.Path]::Combine($Folder, 'laptop', 'ml')
$farThere = [IO.Path]::Combine($Folder, 'gpu', 'ml')

function Say([string] $text) { [Console]::WriteLine(); [Console]::WriteLine("# $text") }

# Runs what it shows, so that what is shown is what was run; dot-sourced, so that its variables stay.
function Play([string] $command) {
    [Console]::WriteLine("PS> $command")
    . ([scriptblock]::Create($command)) | Out-Default
}

function Write-File([string] $path, [string] $text) {
    [void] [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
    [IO.File]::WriteAllText($path, $text)
}

# The same, and how long it took.
function Measure-Play([string] $command) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    . Play $command
    [Console]::WriteLine("  took {0:0.0} s" -f $watch.Elapsed.TotalSeconds)
}

function Assert([bool] $isTrue, [string] $claim) {
    if (-not $isTrue) { throw "Not true: $claim" }
    [Console]::WriteLine("  true: $claim")
}

# The bytes of a tree, without what never travels.
function Read-Tree([string] $root) {
    $lines = foreach ($file in [IO.Directory]::GetFiles($root, '*', 'AllDirectories')) {
        $name = [IO.Path]::GetRelativePath($root, $file)
        if ($name -notmatch '(^|/)(\.stfolder|\.stignore|\.venv|objects)(/|$)') {
            "$name $([Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes($file))))"
        }
    }
    [string]::Join("`n", [Linq.Enumerable]::Order([string[]] @($lines)))
}

try {
    Say 'WorkspaceSync keeps a directory the same on two machines with Syncthing, and says truthfully whether it is.'
    Say 'Two private daemons: the laptop, and the machine that computes.'
    . Play '$laptop, $gpu = Start-SyncSandbox -Name laptop, gpu'
    . Play 'Get-SyncNode'

    Say 'A workspace on the laptop: sources, a virtual environment that is not worth sending, and a file of no bytes.'
    Write-File "$here/src/train.py" "print('hello')`n"
    Write-File "$here/src/__init__.py" ''
    Write-File "$here/docs/plan.md" "# Plan`n"
    Write-File "$here/.venv/lib/big.py" ('x' * 100000)

    Say 'Introduce them to each other. Neither accepts anything from anybody else.'
    . Play '$gpu | New-SyncDevice -Node $laptop'
    . Play '$laptop | New-SyncDevice -Node $gpu'

    Say 'What would it do? Nothing is changed by asking.'
    . Play 'New-SyncShare $here -Device gpu -Profile Full -Node $laptop -WhatIf'
    Assert (-not @(Get-SyncShare -Node $laptop).Count) 'there is no share yet'

    Say 'Share it. The patterns of the profile are in place before anything is looked at.'
    . Play 'New-SyncShare $here -Device gpu -Profile Full -Node $laptop'
    . Play 'Test-SyncIgnore nt src/train.py, .venv/lib/big.py -Node $laptop'

    Say 'The other machine is offered it, and accepts it into a directory of its own choice.'
    $deadline = [DateTime]::UtcNow.AddSeconds(30)
    while (-not @(Get-SyncPending Share -Node $gpu).Count) {
        if ([DateTime]::UtcNow -gt $deadline) { throw 'Not true: the share is offered within 30 seconds' }
        [Threading.Thread]::Sleep(100)
    }
    . Play 'Get-SyncPending -Node $gpu'
    . Play 'Get-SyncPending -Node $gpu | Approve-SyncShare -Path $there -Profile Full'

    Say 'Wait until both sides are the same, and prove it.'
    . Measure-Play '$proof = Wait-SyncShare nt -Node $laptop -Timeout 60; $proof'
    Assert ($proof.Proof -eq 'Both') 'both daemons were asked'
    Assert ((Read-Tree $here) -eq (Read-Tree $there)) 'the same files with the same bytes on both sides'
    Assert (-not [IO.Directory]::Exists("$there/.venv")) '.venv stayed at home'

    Say 'Work on both sides at once: an edit and a deletion on the laptop, a result on gpu. Syncthing alone would notice a deletion after a minute.'
    Write-File "$here/src/train.py" "print('hello again')`n"
    [IO.File]::Delete("$here/docs/plan.md")
    Write-File "$there/results/run1.json" '{"loss": 0.1}'
    . Measure-Play '$proof = Wait-SyncShare nt -Node $laptop -Timeout 60; $proof'
    Assert ((Read-Tree $here) -eq (Read-Tree $there)) 'the same files with the same bytes on both sides'
    Assert ([IO.File]::Exists("$here/results/run1.json")) 'the result came back'
    Assert (-not [IO.File]::Exists("$there/docs/plan.md")) 'the deletion went over'

    Say 'The status of both machines.'
    . Play 'Get-SyncStatus -Node $laptop, $gpu'

    Say 'Setting up again changes nothing.'
    . Play 'New-SyncShare $here -Device gpu -Profile Full -Node $laptop -Verbose'

    Say 'Paused, it says so at once instead of waiting for ever.'
    . Play 'Get-SyncShare nt* -Node $gpu | Suspend-SyncShare'
    $problem = $null
    try { Wait-SyncShare nt -Node $laptop -Timeout 60 } catch { $problem = $_ }
    [Console]::WriteLine("PS> Wait-SyncShare nt -Node `$laptop -Timeout 60`nWait-SyncShare: $problem")
    Assert ($problem.FullyQualifiedErrorId -like 'SharePaused,*') 'the reason is named: SharePaused'
    . Play 'Get-SyncShare nt -Node $gpu | Resume-SyncShare'
    . Play 'Wait-SyncShare nt -Node $laptop -Timeout 60'

    if ($gpu.HostName) {
        Say 'The same between machines, over SSH: one command sets up all of it. First, what would it do?'
        Write-File "$far/train.py" "print(6 * 7)`n"
        . Play 'New-RemoteWorkspace ml -HostName gpu -Path $far -RemotePath $farThere -Profile Full -WhatIf'
        Assert (-not @(Get-RemoteWorkspace).Count) 'nothing was set up'
        . Play 'New-RemoteWorkspace ml -HostName gpu -Path $far -RemotePath $farThere -Profile Full'
        Assert ((Read-Tree $far) -eq (Read-Tree $farThere)) 'the same files with the same bytes on both sides'

        Say 'Work here, run there, and have the result here.'
        Write-File "$far/train.py" "print(6 * 7)  # edited`n"
        . Play 'Invoke-RemoteWorkspace { cat train.py; grep -c edited train.py > result.txt } -Name ml'
        Assert ($LASTEXITCODE -eq 0) 'the command there ended well'
        Assert ([IO.File]::ReadAllText("$far/result.txt").Trim() -eq '1') 'it ran on what was edited here, and its result came back'
        . Play 'Sync-RemoteWorkspace ml'
        . Play 'Get-SyncStatus -Workspace ml'
    }
    else {
        Say 'There is no sshd on this machine, so the part between machines is left out.'
    }

    Say 'Clean up: the daemons, their homes and keys are gone.'
    . Play 'Stop-SyncSandbox'
    [Console]::WriteLine()
    [Console]::WriteLine('All of it was true.')
}
catch {
    [Console]::Error.WriteLine("The demo ended: $_")
    exit 1
}
finally {
    Stop-SyncSandbox
    [IO.Directory]::Delete($Folder, $true)
}
