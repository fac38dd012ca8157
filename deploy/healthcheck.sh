#!/usr/bin/env bash
# Exits with 0 if the service with this environment is ready. Needs only bash.
# Usage: deploy/healthcheck.sh [IP:PORT]      default: PERSONA_BENCH_LISTEN
set -u

address=${1:-${PERSONA_BENCH_LISTEN:?where the service listens}}
host=${address%:*} port=${address##*:}
[[ $host != '*' && $host != 0.0.0.0 ]] || host=127.0.0.1
exec 3<>"/dev/tcp/$host/$port" || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n' "$host" "${PERSONA_BENCH_TOKEN:-}" >&3
answer=$(cat <&3)
echo "${answer##*$'\n'}"
[[ $answer == HTTP/1.?' 200'* ]]
