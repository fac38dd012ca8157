#!/usr/bin/env bash
# Shows that the fault suite sees what it is there to see: takes one safeguard at a time out of a copy of the last commit, and runs
# the faults that must fail then. Each must pass first as it is. Takes some ten minutes.
# Usage: tests/mutations.sh
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
copy=$work/copy
trap 'rm -rf "$work"' EXIT
git -C "$root" archive --prefix=copy/ HEAD | tar -x -C "$work"
PATH="$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)/usr/lib/rabbitmq/bin"
# The launcher's build is not wanted here: the suite uses what it builds itself.
run() { (cd "$copy" && dotnet test --project tests/Faults --no-progress --filter-class "*.$1" </dev/null >"$work/log" 2>&1); }

# safeguard | file | what stands there, of which the first is meant | what stands there without it | the faults that must fail
mutations=(
    "the attempt in recording (the fence)|src/Storage/Queue/QueueSql.cs|WHERE id = pair.item AND attempt = pair.number AND state|WHERE id = pair.item AND state|LateResultTests"
    "the unique key of measurements|src/Storage/Database/Migrations/Postgres/20261123110806_Initial.cs|unique: true);|unique: false);|NoFaultTests"
    "the look at expired leases (reconcile)|src/Coordinator/Runs/ReconcileClock.cs|return true;|return false;|KilledWorkerTests"
)

verdict=0
printf '| taken out | faults | as it is | without |\n|---|---|---|---|\n'
for mutation in "${mutations[@]}"; do
    IFS='|' read -r what file from to class <<<"$mutation"
    grep -qF -- "$from" "$copy/$file" || { echo "mutations.sh: '$from' does not stand in $file any more" >&2; exit 64; }
    sound=passes mutated=fails
    run "$class" || { sound=FAILS verdict=1; tail -40 "$work/log" >&2; }
    cp "$copy/$file" "$work/original"
    FROM=$from TO=$to perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$copy/$file"
    if run "$class"; then
        mutated=PASSES verdict=1
    elif ! grep -q 'failed: [1-9]' "$work/log"; then
        mutated='DOES NOT RUN' verdict=1
        tail -40 "$work/log" >&2
    fi
    cp "$work/original" "$copy/$file"
    printf '| %s | %s | %s | %s |\n' "$what" "$class" "$sound" "$mutated"
done
exit "$verdict"
