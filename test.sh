#!/usr/bin/env bash
# The whole suite: tools, locked restore, build, formatting, every test with coverage. The last line counts the tests.
# Usage: ./test.sh                       everything
#        ./test.sh --filter NAME         only the tests that match (any option of `dotnet test`); without formatting and coverage
#        ./test.sh --repeat N [--filter-class NAME]   the fault suite N times, or the tests of it that match, and how often each failed
set -u

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
least_coverage=85
# What hangs is named and ended, long before whoever runs this gives up: after so long without a test that ends, and whatever happens.
longest_test=8m longest_project=30m
results=.build/test-results
solution=Persona.Bench.sln
configuration=Debug
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0 failed=0 skipped=0 servers=
finish() {
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

# Installs a Debian package where that is possible, else says how.
need() {
    local program=$1 package=$2
    command -v "$program" >/dev/null 2>&1 && return
    if command -v apt-get >/dev/null 2>&1 && [[ $(id -u) -eq 0 ]]; then
        step "installing $package"
        install_quietly "$package" </dev/null >/dev/null && return
    fi
    fail "'$program' is needed; install it, on Debian with: sudo apt-get install $package"
}

# Debian starts a server when it installs one, unless this script says no; the tests start their own.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d own= exit_code
    [[ -e $policy ]] || { own=yes; printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"; }
    apt-get install -y --no-install-recommends "$1" || { apt-get update && apt-get install -y --no-install-recommends "$1"; }
    exit_code=$?
    [[ -z $own ]] || rm -f "$policy"
    return "$exit_code"
}

# Sums the counts of an xUnit result file into passed, failed and skipped.
count() {
    local line
    line=$(awk '
        function attribute(name,   found) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
        }
        BEGIN { RS = "<" }
        $1 == "assembly" { p += attribute("passed"); f += attribute("failed") + attribute("errors"); s += attribute("skipped") + attribute("not-run") }
        END { print p + 0, f + 0, s + 0 }' "$1")
    read -r p f s <<<"$line"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [[ $f -gt 0 ]]
}

# Runs one test project; one that ends badly without a failed test (a crash, a time-out) counts as one failure.
run_project() {
    local project=$1 name=${1#tests/} exit_code
    shift
    local report=$PWD/$results/$name
    step "$name"
    timeout --foreground --kill-after=1m "$longest_project" dotnet test --project "$project" --no-build -c "$configuration" --no-progress \
        --results-directory "$report" --report-xunit-xml --report-xunit-xml-filename results.xml \
        --hangdump --hangdump-timeout "$longest_test" --hangdump-type Mini "$@" </dev/null
    exit_code=$?
    if [[ $exit_code -eq 124 || $exit_code -eq 137 ]]; then
        echo "test.sh: $name did not end in $longest_project"
        # What it started lives on without it.
        pkill -KILL -f "^$PWD/$project/bin/"
    fi
    tail -n +1 "$report"/*_hang.log 2>/dev/null && echo "test.sh: $name was ended, because no test of it ended in $longest_test; those above had begun"
    # 8: no test ran, which is no fault when the tests were chosen.
    [[ $exit_code -eq 8 && -n $chosen ]] && return
    if [[ ! -f $report/results.xml ]]; then
        echo "test.sh: $name left no results (exit code $exit_code)"
        failed=$((failed + 1))
    elif ! count "$report/results.xml" && [[ $exit_code -ne 0 ]]; then
        echo "test.sh: $name ended with exit code $exit_code"
        failed=$((failed + 1))
    fi
}

# Lines of src that some test project ran, of all its lines; without migrations and generated code.
coverage() {
    find "$results" -name 'coverage.cobertura*.xml' -exec cat {} + | awk -v least="$least_coverage" '
        function attribute(name) {
            return match($0, "[ \t]" name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
        }
        BEGIN { RS = "<" }
        # A file is named from one of the sources of its report.
        $1 ~ /^sources>/ { split("", sources) }
        $1 ~ /^source>/ { sources[$0] = substr($0, length("source>") + 1) }
        $1 == "class" {
            ours = 0
            for (source in sources) {
                file = sources[source] attribute("filename")
                if (match(file, /\/src\/(Contracts|Core|Storage|Hosting|Coordinator|Worker|Emulator|Cli)\//)) {
                    ours = file !~ /\/(Migrations|obj)\// && file !~ /\.g\.cs$/
                    project = substr(file, RSTART + 1)
                }
            }
        }
        $1 == "line" && ours {
            key = project ":" attribute("number")
            if (!(key in hit)) { hit[key] = 0; split(project, part, "/"); all[part[2]]++; total++ }
            if (!hit[key] && attribute("hits") + 0 > 0) { hit[key] = 1; split(project, part, "/"); ran[part[2]]++; covered++ }
        }
        END {
            if (total == 0) { print "no coverage was measured"; exit 1 }
            for (name in all) printf "%-12s %5.1f%% of %d lines\n", name, 100 * ran[name] / all[name], all[name] | "sort"
            close("sort")
            printf "%-12s %5.1f%% of %d lines, at least %d%% are asked for\n", "src", 100 * covered / total, total, least
            exit 100 * covered < least * total
        }'
}

# dotnet and NuGet need a home; a build account may have none that can be written to.
if [[ -z ${HOME:-} || ! -d $HOME || ! -w $HOME ]]; then
    HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
    [[ -n $HOME && -d $HOME && -w $HOME ]] || { HOME=$PWD/.build/home; mkdir -p "$HOME"; }
    export HOME
fi

chosen=${1:-}
# The fault suite as often as it was asked for; its own servers come and go with each pass.
repeat() {
    local table=$results/repeats.md
    mkdir -p "$results"
    step "the fault suite, $1 times"
    "tests/Faults/bin/$configuration/net10.0/Persona.Bench.Faults" --repeat "$@" </dev/null >"$table"
    local exit_code=$?
    cat "$table"
    read -r passed failed < <(awk -F'|' '$3 ~ /[0-9]/ { runs += $3; failures += $4 } END { print runs - failures, failures + 0 }' "$table")
    exit "$exit_code"
}

need git git
need awk gawk
# The pages that the product writes are looked at in a browser.
command -v google-chrome >/dev/null 2>&1 || command -v google-chrome-stable >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || need chromium chromium
# Debian keeps the servers' programs off PATH. The fault suite has servers of its own even where others are given: it kills them.
PATH="$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)/usr/lib/rabbitmq/bin"
need initdb postgresql
need rabbitmq-server rabbitmq-server
command -v dotnet >/dev/null 2>&1 ||
    fail "the .NET 10 SDK is needed and there is no 'dotnet' on PATH; get it from https://dotnet.microsoft.com/download/dotnet/10.0"
dotnet --version >/dev/null 2>&1 ||
    fail "the .NET 10 SDK is needed and 'dotnet --list-sdks' shows none of version 10.0.100 or later; get it from https://dotnet.microsoft.com/download/dotnet/10.0"

rm -rf "$results"
step 'restore, as locked'
dotnet restore "$solution" --locked-mode -v quiet </dev/null || fail 'restore failed'
step 'build, warnings are errors'
dotnet build "$solution" --no-restore -c "$configuration" -v quiet </dev/null || fail 'the build failed'
if [[ -z $chosen ]]; then
    step 'formatting'
    dotnet format "$solution" --no-restore --verify-no-changes </dev/null ||
        { echo "test.sh: run 'dotnet format' to mend the formatting"; failed=$((failed + 1)); }
fi

[[ $chosen != --repeat ]] || repeat "${@:2}"

# A server given by the environment is used instead.
wanted=()
[[ -n ${PERSONA_TEST_POSTGRES:-} ]] || wanted+=(postgres)
[[ -n ${PERSONA_TEST_RABBITMQ:-} ]] || wanted+=(rabbitmq)
if [[ ${#wanted[@]} -gt 0 ]]; then
    step "our own ${wanted[*]}"
    servers=$(mktemp -d)
    variables=$(bash tests/servers.sh start "$servers" "${wanted[@]}") || fail "the servers did not start: ${wanted[*]}"
    while read -r variable; do eval "export $variable"; done <<<"$variables"
fi

for project in tests/*/*.Tests.csproj; do
    if [[ -z $chosen ]]; then
        run_project "${project%/*}" --coverlet --coverlet-output-format cobertura
    else
        run_project "${project%/*}" "$@"
    fi
done

# What its processes run is not seen by the measuring of lines, and kill -9 leaves no time to tell.
run_project tests/Faults "$@"

if [[ -z $chosen ]]; then
    step 'line coverage'
    coverage || { echo "test.sh: the coverage is too low"; failed=$((failed + 1)); }
fi
exit $((failed > 0))
