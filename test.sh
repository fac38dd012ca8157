#!/usr/bin/env bash
# The whole test suite. The last line counts the tests.
# Usage: ./test.sh                                     everything: tools, locked restore, build, formatting, tests, coverage
#        ./test.sh --filter NAME                       only the tests that match (any option of `dotnet test`); no formatting, no coverage
#        ./test.sh --repeat N [--filter-class NAME]    the fault suite N times, or those tests of it, and how often each failed
set -u

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
solution=Persona.Bench.sln
configuration=Debug
results=.build/test-results
least_coverage=85
# A project is ended when none of its tests ends for so long, or when it runs for so long.
longest_test=8m longest_project=30m
chosen=${1:-}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0 failed=0 skipped=0 servers= formatting=

finish() {
    [[ -z $formatting ]] || kill "$formatting" 2>/dev/null
    [[ -z $servers ]] || bash tests/servers.sh stop "$servers"
    # What failed outside a test is a failure too, and the count is the last line whatever happened.
    [[ $1 -eq 0 || $failed -gt 0 ]] || failed=1
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    exit $((failed > 0))
}
trap 'finish $?' EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s\n' "$1"; }
fail() { printf 'test.sh: %s\n' "$1"; exit 1; }
failure() { printf 'test.sh: %s\n' "$1"; failed=$((failed + 1)); }

run_project() {
    local project=$1 report=$PWD/$results/${1#tests/}
    shift
    timeout --foreground --kill-after=1m "$longest_project" dotnet test --project "$project" --no-build -c "$configuration" --no-progress \
        --results-directory "$report" --report-xunit-xml --report-xunit-xml-filename results.xml \
        --hangdump --hangdump-timeout "$longest_test" --hangdump-type Mini "$@" </dev/null
}

# Adds the results of a project to the count. One that ended badly without a failed test (a crash, a time-out) counts as one failure.
account() {
    local project=$1 exit_code=$2 name=${1#tests/} p=0 f=0 s=0
    local report=$results/$name
    if [[ $exit_code -eq 124 || $exit_code -eq 137 ]]; then
        echo "test.sh: $name did not end in $longest_project"
        # What it started lives on without it.
        pkill -KILL -f "^$PWD/$project/bin/"
    fi
    tail -n +1 "$report"/*_hang.log 2>/dev/null && echo "test.sh: $name was ended: no test ended in $longest_test; those above had begun"
    # 8: no test ran, which is no fault when the tests were chosen.
    [[ $exit_code -ne 8 || -z $chosen ]] || return
    [[ -f $report/results.xml ]] || { failure "$name left no results (exit code $exit_code)"; return; }
    read -r p f s < <(count "$report/results.xml")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [[ $exit_code -eq 0 || $f -gt 0 ]] || failure "$name ended with exit code $exit_code"
}

# Passed, failed and skipped in a result file of xUnit.
count() {
    awk '
        function attribute(name) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
        }
        BEGIN { RS = "<" }
        $1 == "assembly" { p += attribute("passed"); f += attribute("failed") + attribute("errors"); s += attribute("skipped") + attribute("not-run") }
        END { print p + 0, f + 0, s + 0 }' "$1"
}

# The fault suite as often as asked for; each pass has its own servers.
repeat() {
    local exit_code
    step "the fault suite, $1 times"
    "tests/Faults/bin/$configuration/net10.0/Persona.Bench.Faults" --repeat "$@" </dev/null >"$results/repeats.md"
    exit_code=$?
    cat "$results/repeats.md"
    read -r passed failed < <(awk -F'|' '$3 ~ /[0-9]/ { runs += $3; failures += $4 } END { print runs - failures, failures + 0 }' "$results/repeats.md")
    exit "$exit_code"
}

# Servers for the tests, but for those that the environment names.
start_servers() {
    local wanted=() variables variable
    [[ -n ${PERSONA_TEST_POSTGRES:-} ]] || wanted+=(postgres)
    [[ -n ${PERSONA_TEST_RABBITMQ:-} ]] || wanted+=(rabbitmq)
    [[ ${#wanted[@]} -gt 0 ]] || return
    step "starting ${wanted[*]}"
    servers=$(mktemp -d)
    variables=$(bash tests/servers.sh start "$servers" "${wanted[@]}") || fail "the servers did not start: ${wanted[*]}"
    while read -r variable; do eval "export $variable"; done <<<"$variables"
}

# dotnet and NuGet need a home; a build account may have none that can be written to.
if [[ -z ${HOME:-} || ! -d $HOME || ! -w $HOME ]]; then
    HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
    [[ -n $HOME && -d $HOME && -w $HOME ]] || { HOME=$PWD/.build/home; mkdir -p "$HOME"; }
    export HOME
fi

bash tests/install.sh || exit 1
rm -rf "$results" && mkdir -p "$results"
step 'restore, as locked'
dotnet restore "$solution" --locked-mode -v quiet </dev/null || fail 'restore failed'
step 'build, warnings are errors'
dotnet build "$solution" --no-restore -c "$configuration" -v quiet </dev/null || fail 'the build failed'
[[ $chosen != --repeat ]] || repeat "${@:2}"

if [[ -z $chosen ]]; then
    dotnet format "$solution" --no-restore --verify-no-changes >"$results/formatting.log" 2>&1 </dev/null &
    formatting=$!
fi
start_servers
chosen_tests=("$@")
[[ -n $chosen ]] || set -- --coverlet --coverlet-output-format cobertura
for project in tests/*/*.Tests.csproj; do
    step "$(basename "${project%/*}")"
    run_project "${project%/*}" "$@"
    account "${project%/*}" $?
done
if [[ -n $formatting ]]; then
    step formatting
    wait "$formatting" || { cat "$results/formatting.log"; failure "run 'dotnet format' to correct the formatting"; }
    formatting=
fi
# Alone, because it watches time, and without coverage, because its processes are killed.
step Faults
run_project tests/Faults "${chosen_tests[@]}"
account tests/Faults $?

if [[ -z $chosen ]]; then
    step 'line coverage'
    bash tests/coverage.sh "$results" "$least_coverage" || failure 'the coverage is too low'
fi
exit $((failed > 0))
