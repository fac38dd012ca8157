#!/usr/bin/env bash
# Compares the time of `persona benchmark compare` of two files (3 workloads, 8 metrics or more, 100 samples each) with `persona --help`,
# both through the launcher, compiled ahead of time for this machine. Runs are interleaved; prints medians and their ratio.
# Usage: bench/compare.sh [ROUNDS]
set -euo pipefail

rounds=${1:-40}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/persona" --help >/dev/null
program=$root/persona

# A baseline file; latencies are lognormal and differ by the seed.
baseline() {
    awk -v version="$1" -v seed="$2" '
        function normal() { return sqrt(-2 * log(1 - rand())) * cos(6.283185307 * rand()) }
        function column(name, factor, spread,   i, text) {
            for (i = 0; i < 100; i++) text = text (i ? ", " : "") sprintf("%.6g", factor * exp(spread * normal()))
            printf "        %s: [%s]\n", name, text
        }
        function same(name, value,   i, text) {
            for (i = 0; i < 100; i++) text = text (i ? ", " : "") value
            printf "        %s: [%s]\n", name, text
        }
        BEGIN {
            srand(seed)
            printf "schema: persona.bench/baseline/1\nversion: \"%s\"\ncaptured_at: \"2026-01-15T10:30:00Z\"\n", version
            printf "environment:\n  platform: \"linux-x64\"\n  cpu: \"AMD EPYC\"\n  cores: \"2\"\n  os: \"Debian GNU/Linux 12\"\n  runtime: \".NET 10.0.12\"\nworkloads:\n"
            split("quick standard batch", names, " ")
            for (w = 1; w <= 3; w++) {
                printf "  %s:\n    provider: emulated\n    model: typical\n    iterations: 100\n    concurrency: 1\n    workers: 1\n    metrics:\n", names[w]
                printf "      generation_latency_p50: 1000\n      generation_latency_p95: 1400\n      generation_latency_p99: 1600\n      time_to_first_token_p50: 200\n"
                printf "      time_to_first_token_p95: 280\n      throughput_personas_per_minute: 58\n      memory_peak_mb: 150\n      token_usage_per_persona: 700\n"
                printf "    samples:\n      - worker: w1\n        fingerprint: sha256:00\n"
                text = ""; for (i = 1; i <= 100; i++) text = text (i > 1 ? ", " : "") i
                printf "        iteration: [%s]\n", text
                text = ""; for (i = 0; i < 100; i++) text = text (i ? ", " : "") i * 1100
                printf "        started_ms: [%s]\n", text
                text = ""; for (i = 1; i <= 100; i++) text = text (i > 1 ? ", " : "") i * 1100 - 50
                printf "        ended_ms: [%s]\n", text
                same("outcome", 0); column("generation_latency_ms", 1000, .2); column("time_to_first_token_ms", 200, .2)
                same("api_calls", 1); same("personas", 1); same("valid_personas", 1); same("input_tokens", 400); same("output_tokens", 300)
                column("memory_peak_mb", 150, .02)
            }
        }'
}

baseline 1.11.0 1 >"$work/old.yaml"
baseline 1.12.0 2 >"$work/new.yaml"
cd "$work"

# Microseconds from start to exit of one call, written to stdout.
time_of() {
    local from=$EPOCHREALTIME to
    "$@" >/dev/null
    to=$EPOCHREALTIME
    echo $((${to/[.,]/} - ${from/[.,]/}))
}

for ((round = 0; round < rounds + 5; round++)); do
    for what in help compare; do
        case $what in
            help) us=$(time_of "$program" --help) ;;
            compare) us=$(time_of "$program" benchmark compare --baseline old.yaml --current new.yaml --no-fail) ;;
        esac
        # The first rounds fill the file cache.
        ((round < 5)) || echo "$what $us"
    done
done | sort -k1,1 -k2,2n | awk '
    { values[$1, ++count[$1]] = $2 }
    function median(name) { return (values[name, int((count[name] + 1) / 2)] + values[name, int(count[name] / 2) + 1]) / 2000 }
    END {
        printf "%-42s %6.1f ms\n", "persona --help", median("help")
        printf "%-42s %6.1f ms  %.2f times\n", "compare of two files", median("compare"), median("compare") / median("help")
    }'
