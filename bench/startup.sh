#!/usr/bin/env bash
# Compares the time of `persona --help` with an empty System.CommandLine program, both compiled ahead of time for this machine.
# Runs are interleaved, so that other load on the machine affects all programs alike; prints medians and their ratios.
# Usage: bench/startup.sh [ROUNDS]
set -euo pipefail

rounds=${1:-40}
root=$(cd "$(dirname "$0")/.." && pwd)
empty=$root/.build/bench/empty-cli

"$root/persona" --help >/dev/null
{ read -r app; read -r DOTNET_ROOT; } <"$root/.build/current"
export DOTNET_ROOT

if [[ ! -x $empty/empty-cli || $root/bench/EmptyCli/Program.cs -nt $empty/empty-cli ]]; then
    rid=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
    dotnet publish "$root/bench/EmptyCli/Persona.Bench.EmptyCli.csproj" -c Release -r "$rid" --self-contained false -o "$empty" \
        --artifacts-path "$root/.build/artifacts" --nologo -v quiet --disable-build-servers -p:PublishReadyToRun=true \
        -p:RestorePackagesWithLockFile=false -p:RestoreLockedMode=false "-p:NuGetLockFilePath=$root/.build/none.lock.json" >&2
fi

# Microseconds from start to exit of one call, written to stdout.
time_of() {
    local from=$EPOCHREALTIME to
    "$@" --help >/dev/null
    to=$EPOCHREALTIME
    echo $((${to/[.,]/} - ${from/[.,]/}))
}

for ((round = 0; round < rounds + 5; round++)); do
    for program in empty host launcher; do
        case $program in
            empty) us=$(time_of "$empty/empty-cli") ;;
            host) us=$(time_of "$root/.build/$app/persona") ;;
            launcher) us=$(time_of "$root/persona") ;;
        esac
        # The first rounds fill the file cache.
        ((round < 5)) || echo "$program $us"
    done
done | sort -k1,1 -k2,2n | awk '
    { values[$1, ++count[$1]] = $2 }
    function median(name) { return (values[name, int((count[name] + 1) / 2)] + values[name, int(count[name] / 2) + 1]) / 2000 }
    END {
        printf "%-42s %6.1f ms\n", "empty System.CommandLine program", median("empty")
        printf "%-42s %6.1f ms  %.2f times\n", "persona --help, the program", median("host"), median("host") / median("empty")
        printf "%-42s %6.1f ms  %.2f times\n", "./persona --help, through the launcher", median("launcher"), median("launcher") / median("empty")
    }'
