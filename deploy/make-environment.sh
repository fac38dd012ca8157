#!/usr/bin/env bash
# The environment of services and people, from the passwords: who they are, and where store and broker are.
# Usage: deploy/make-environment.sh FOLDER HOST [DATABASE_PORT BROKER_PORT]
#        FOLDER/passwords.env and FOLDER/tls/ca.crt are there; coordinator.env, worker.env, submitter.env, reader.env and migrator.env are made.
#        The certificate is named by its place on the machine that uses the file: FOLDER/tls/ca.crt.
set -euo pipefail

folder=${1:?a folder is needed}
host=${2:?the host of store and broker is needed}
database_port=${3:-5432}
broker_port=${4:-5671}
# shellcheck disable=SC1091
source "$folder/passwords.env"

store() {
    local password=PERSONA_BENCH_${1^^}_PASSWORD
    echo "PERSONA_BENCH_STORE=\"postgresql://persona_bench_$1:${!password}@$host:$database_port/persona_bench?sslmode=verify-full&sslrootcert=$folder/tls/ca.crt\""
}

broker() {
    local password=PERSONA_BENCH_${1^^}_BROKER_PASSWORD
    echo "PERSONA_BENCH_BROKER=amqps://persona_bench_$1:${!password}@$host:$broker_port/persona-bench"
}

umask 077
for service in coordinator worker; do
    # .NET takes the certificates that it trusts from this file, and those of the system beside them.
    { store "$service" && broker "$service" && echo "SSL_CERT_FILE=$folder/tls/ca.crt"; } >"$folder/$service.env"
done
for person in submitter reader migrator; do
    # The command line submits and reads by the store; it only has to know that there is a broker.
    { store "$person" && echo "PERSONA_BENCH_BROKER=amqps://$host:$broker_port/persona-bench"; } >"$folder/$person.env"
done
