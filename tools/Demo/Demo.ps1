# Plays in pwsh and in tools/Shell: that is, with the language and the core cmdlets only.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../out/WorkspaceSync"

$module = Get-Module WorkspaceSync
"$($module.Name) $($module.Version): $($module.Description)"
Get-Command -Module WorkspaceSync | ForEach-Object { "  $($_.Name)" }
