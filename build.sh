#!/usr/bin/env bash
# A door onto the targets of tools/Build/Build.proj that needs no PowerShell; build.ps1 is the same door in PowerShell.
# Keeps to bash 3.2, which is what macOS has.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
usage=$root/tools/Build/usage.txt

verb=${1:-build}
[ $# -eq 0 ] || shift
case $verb in
    -h | --help | help) exec cat "$usage" ;;
esac
if [ -z "$verb" ] || ! grep -qF -- "  $verb  " "$usage"; then
    echo "build.sh: there is no '$verb'." >&2
    cat "$usage" >&2
    exit 2
fi
if ! command -v dotnet >/dev/null; then
    echo "build.sh: dotnet is missing. Install the .NET SDK 10: https://dot.net/download" >&2
    exit 127
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet msbuild "$root/tools/Build/Build.proj" -nologo -m -v:m -t:"$verb"

# These three go on to do something, outside of MSBuild, which would swallow the terminal and the exit code.
case $verb in
    test | demo | benchmark) exec dotnet "$root/out/tools/Runner/WorkspaceSync.Runner.dll" "$verb" "$@" ;;
esac
