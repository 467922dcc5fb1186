# Runs the acceptance suite and writes "passed failed skipped" into a file. Exit code 3: there is no Pester.
param(
    [Parameter(Mandatory)] [string] $Suite,
    [Parameter(Mandatory)] [string] $Report,
    [switch] $Install
)
$ErrorActionPreference = 'Stop'

if ($Install) {
    Write-Host 'Installing Pester from the PowerShell Gallery, for this user.'
    try {
        if (Get-Command Install-PSResource -ErrorAction Ignore) {
            Install-PSResource Pester -Version '[5.5,6.0)' -TrustRepository -Quiet
        }
        elseif (Get-Command Install-Module -ErrorAction Ignore) {
            Install-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99 -Scope CurrentUser -Force -SkipPublisherCheck
        }
    }
    catch {
        Write-Host "It could not be installed: $_"
    }
}

$pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version -ge '5.5' -and $_.Version -lt '6.0' } | Select-Object -First 1
if (-not $pester) {
    exit 3
}

Import-Module $pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Suite
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

# A file that cannot be read, and a teardown that fails, are failures without a failed test.
$failed = $run.FailedCount + $run.FailedContainersCount
if ($failed -eq 0) {
    $failed = $run.FailedBlocksCount
}

[System.IO.File]::WriteAllText($Report, "$($run.PassedCount) $failed $($run.SkippedCount + $run.InconclusiveCount)")
exit [int]($failed -gt 0)
