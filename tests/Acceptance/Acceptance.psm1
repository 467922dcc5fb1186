# What the acceptance tests share: a pair of private daemons, and ways to look behind the module's back.
$ErrorActionPreference = 'Stop'
$module = [IO.Path]::GetFullPath("$PSScriptRoot/../../out/WorkspaceSync")
$pwsh = (Get-Process -Id $PID).Path

function Import-TestModule { Import-Module $module -Global }

# Two private daemons, laptop and gpu, introduced to each other unless told otherwise.
function Start-TestPair([switch] $Strangers) {
    Import-TestModule
    $program = @{}
    if ($env:SYNCTHING) { $program.Program = $env:SYNCTHING.Split([IO.Path]::PathSeparator)[0] }
    $laptop, $gpu = Start-SyncSandbox -Name laptop, gpu @program
    if (-not $Strangers) {
        $null = $gpu | New-SyncDevice -Node $laptop
        $null = $laptop | New-SyncDevice -Node $gpu
    }
    $laptop, $gpu
}

# The same with a share 'nt' that both have accepted, in laptop/nt and gpu/nt of the directory.
function Start-TestShare([string] $directory) {
    $laptop, $gpu = Start-TestPair
    $null = New-SyncShare "$directory/laptop/nt" -Device gpu -Node $laptop
    $null = New-SyncShare "$directory/gpu/nt" -Device laptop -Node $gpu
    # Each change of a share is a dial more; after three of them Syncthing dials again within a minute.
    Wait-Until { (Get-SyncDevice gpu -Node $laptop).Connected } 'laptop and gpu are connected' 90
    $null = Wait-SyncShare nt -Node $laptop -Timeout 60
    $laptop, $gpu
}

# Asks a daemon itself. The answer is text, as it came.
function Invoke-TestApi($node, [string] $path, [string] $method = 'Get', [string] $body) {
    $more = $body ? @{ Body = $body; ContentType = 'application/json' } : @{}
    [xml] $config = Get-Content "$($node.ConfigPath)/config.xml" -Raw
    (Invoke-WebRequest "$($node.Uri)rest/$path" -Method $method -Headers @{ 'X-API-Key' = $config.configuration.gui.apikey } -NoProxy -SkipHttpErrorCheck @more).Content
}

function Wait-Until([scriptblock] $condition, [string] $what, [int] $seconds = 30) {
    $deadline = [DateTime]::UtcNow.AddSeconds($seconds)
    while (-not (& $condition)) {
        if ([DateTime]::UtcNow -gt $deadline) { throw "Not within $seconds s: $what" }
        Start-Sleep -Milliseconds 50 # between two looks at the condition
    }
}

# A pwsh of its own, with the module imported first. What it wrote, and its exit code.
function Invoke-TestPwsh([string] $script, [hashtable] $environment = @{}) {
    $start = [Diagnostics.ProcessStartInfo]::new($pwsh)
    '-NoProfile', '-NonInteractive', '-Command', "`$ErrorActionPreference = 'Stop'; Import-Module '$module'; $script" | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $environment.Keys) { $start.Environment[$name] = $environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject]@{ Output = $output.Trim(); Errors = $errors.Result.Trim(); ExitCode = $process.ExitCode }
}

# Runs something that has to fail, and gives its error, whether it ended the pipeline or not.
function Get-TestError([scriptblock] $script) {
    try { $problem = & $script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1 }
    catch { $problem = $_ }
    if ($problem) { $problem } else { throw 'It did not fail.' }
}

Export-ModuleMember -Function * -Variable module, pwsh
