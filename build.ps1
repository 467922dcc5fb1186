#!/usr/bin/env pwsh
# A door onto the targets of tools/Build/Build.proj; build.sh is the same door for machines without PowerShell.
$ErrorActionPreference = 'Stop'
$usage = "$PSScriptRoot/tools/Build/usage.txt"

$verb, $rest = if ($args.Count) { $args } else { 'build' }
$verb = "$verb".ToLowerInvariant()
if ($verb -in '-h', '--help', 'help') {
    Get-Content $usage
    exit 0
}
if (-not (Select-String -Quiet -CaseSensitive -Pattern "^  $([regex]::Escape($verb))  " -Path $usage)) {
    [Console]::Error.WriteLine("build.ps1: there is no '$verb'.")
    Get-Content $usage | ForEach-Object { [Console]::Error.WriteLine($_) }
    exit 2
}
if (-not (Get-Command dotnet -CommandType Application -TotalCount 1 -ErrorAction Ignore)) {
    [Console]::Error.WriteLine('build.ps1: dotnet is missing. Install the .NET SDK 10: https://dot.net/download')
    exit 127
}

$env:DOTNET_NOLOGO = $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
dotnet msbuild "$PSScriptRoot/tools/Build/Build.proj" -nologo -m -v:m "-t:$verb"

# These three go on to do something, outside of MSBuild, which would swallow the terminal and the exit code.
if ($LASTEXITCODE -eq 0 -and $verb -in 'test', 'demo', 'benchmark') {
    dotnet "$PSScriptRoot/out/tools/Runner/WorkspaceSync.Runner.dll" $verb @rest
}
exit $LASTEXITCODE
