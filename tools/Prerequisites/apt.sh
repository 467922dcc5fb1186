#!/usr/bin/env bash
# Installs packages as root and keeps their services from being started: by invoke-rc.d's and deb-systemd-invoke's own
# policy file, in force only meanwhile. What this machine has there already comes back, however this ends.
set -eu
policy=/usr/sbin/policy-rc.d
aside=$policy.before-workspacesync
mark='# workspacesync: in force while packages are installed'

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
exec 9>/run/lock/workspacesync-apt.lock
flock 9

restore() {
    if grep -qsF "$mark" "$policy"; then
        rm -f "$policy"
    fi
    if [ -e "$aside" ] || [ -L "$aside" ]; then # a link is moved as it is
        mv -f "$aside" "$policy"
    fi
}

denies() {
    [ -x "$policy" ] || return 1
    for service in ssh ssh.service ssh.socket; do
        verdict=0
        "$policy" "$service" start >/dev/null 2>&1 || verdict=$?
        [ "$verdict" -eq 101 ] || return 1
    done
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() { # without the lock: nothing that is started below may hold it
    apt-get install -qq -y --no-install-recommends --no-upgrade \
        -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1 -o DPkg::Lock::Timeout=120 "$@" 9>&-
}

restore # what a run that was killed has left
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if ! denies; then
    if [ -e "$policy" ] || [ -L "$policy" ]; then
        mv "$policy" "$aside"
    fi
    printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
    chmod 755 "$policy"
fi

is_installed openssh-server && had_server=1 || had_server=0
if ! install_packages "$@"; then
    echo 'Trying again with fresh package lists.'
    apt-get update -qq -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1 9>&-
    install_packages "$@"
fi

# The package enables its service for the next boot. That was not asked for; one that was here before stays as it was.
if [ "$had_server" -eq 0 ] && is_installed openssh-server; then
    if command -v systemctl >/dev/null; then
        systemctl disable ssh.service ssh.socket >/dev/null 2>&1 || true
        if [ "$(systemctl is-enabled ssh.service 2>/dev/null)" = enabled ]; then
            echo 'The system sshd could not be disabled: it starts at the next boot. systemctl disable ssh does it.' >&2
        fi
    elif command -v update-rc.d >/dev/null; then
        update-rc.d ssh disable
    fi
fi
