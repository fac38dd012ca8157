#!/usr/bin/env bash
# Shows that the fault suite detects faults: removes one safeguard at a time from a copy of the last commit and runs the faults that
# must then fail. Each must pass first without the change. Takes about ten minutes.
# Usage: tests/mutations.sh
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
copy=$work/copy
trap 'rm -rf "$work"' EXIT
git -C "$root" archive --prefix=copy/ HEAD | tar -x -C "$work"
PATH="$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)/usr/lib/rabbitmq/bin"
# The suite uses its own build, not the launcher's.
run() { (cd "$copy" && dotnet test --project tests/Faults --no-progress --filter-class "*.$1" </dev/null >"$work/log" 2>&1); }

tables=$(cd "$root" && ls src/Storage/Database/Migrations/Postgres/*_Initial.cs)
# safeguard | the faults that must fail | file | text, whose first occurrence is replaced | replacement | another file, and so on
mutations=(
    # The fence exists twice: a late result that passed the statement would violate the key of the attempt that was taken from it.
    "the attempt in recording, and in the key of attempts (the fence)|LateResultTests|src/Storage/Queue/QueueSql.cs|id = pair.item AND attempt = pair.number AND|id = pair.item AND|$tables|x.item_id, x.attempt });|x.item_id, x.attempt, x.outcome });"
    "the unique key of measurements|NoFaultTests|$tables|unique: true);|unique: false);"
    "the poll for expired leases (reconcile)|KilledWorkerTests|src/Coordinator/Runs/ReconcileClock.cs|return true;|return false;"
)

# Arguments: any number of triples of file, text and replacement.
mutate() {
    while (($# >= 3)); do
        grep -qF -- "$2" "$copy/$1" || { echo "mutations.sh: '$2' was not found in $1" >&2; exit 64; }
        FROM=$2 TO=$3 perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$copy/$1"
        shift 3
    done
}

verdict=0
printf '| removed | faults | as it is | without |\n|---|---|---|---|\n'
for mutation in "${mutations[@]}"; do
    IFS='|' read -ra parts <<<"$mutation"
    what=${parts[0]} class=${parts[1]}
    sound=passes mutated=fails
    run "$class" || { sound=FAILS verdict=1; tail -40 "$work/log" >&2; }
    mutate "${parts[@]:2}"
    if run "$class"; then
        mutated=PASSES verdict=1
    elif ! grep -q 'failed: [1-9]' "$work/log"; then
        mutated='DOES NOT RUN' verdict=1
        tail -40 "$work/log" >&2
    fi
    git -C "$root" archive --prefix=copy/ HEAD src | tar -x -m -C "$work"
    printf '| %s | %s | %s | %s |\n' "$what" "$class" "$sound" "$mutated"
done
exit "$verdict"
