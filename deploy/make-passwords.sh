#!/usr/bin/env bash
# Generates random passwords for the roles of the store and the users of the broker. An existing file is left unchanged.
# Usage: deploy/make-passwords.sh FILE
set -euo pipefail

file=${1:?a file is needed}
[[ ! -e $file ]] || exit 0
umask 077
for name in MIGRATOR COORDINATOR WORKER SUBMITTER READER COORDINATOR_BROKER WORKER_BROKER; do
    echo "PERSONA_BENCH_${name}_PASSWORD=$(openssl rand -hex 16)"
done >"$file"
