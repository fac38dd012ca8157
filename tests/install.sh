#!/usr/bin/env bash
# Installs what the tests need, as root on Debian; otherwise says what is missing.
# Usage: tests/install.sh
set -u

fail() { printf 'test.sh: %s\n' "$1"; exit 1; }

# Debian does not put server programs on PATH.
PATH="$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)/usr/lib/rabbitmq/bin"

need() {
    local program=$1 package=$2
    command -v "$program" >/dev/null 2>&1 && return
    if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) -eq 0 ]]; then
        printf '\n== installing %s\n' "$package"
        install_quietly "$package" </dev/null >/dev/null && return
    fi
    fail "'$program' is needed; install it, on Debian with: sudo apt-get install $package"
}

# Debian starts a server after installing it, unless policy-rc.d forbids it; the tests start their own.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d own= exit_code
    [[ -e $policy ]] || { own=yes; printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"; }
    apt-get install -y --no-install-recommends "$1" || { apt-get update && apt-get install -y --no-install-recommends "$1"; }
    exit_code=$?
    [[ -z $own ]] || rm -f "$policy"
    return "$exit_code"
}

need_sdk() {
    local get='get it from https://dotnet.microsoft.com/download/dotnet/10.0'
    command -v dotnet >/dev/null 2>&1 || fail "the .NET 10 SDK is needed and there is no 'dotnet' on PATH; $get"
    dotnet --version >/dev/null 2>&1 || fail "the .NET 10 SDK is needed and 'dotnet --list-sdks' shows none of version 10.0.100 or later; $get"
}

# Tests open the HTML reports in a browser.
need_browser() {
    local name
    for name in google-chrome google-chrome-stable chromium-browser; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    need chromium chromium
}

need git git
need awk gawk
need_browser
# The fault suite starts and kills its own servers, even if others are given.
need initdb postgresql
need rabbitmq-server rabbitmq-server
need_sdk
