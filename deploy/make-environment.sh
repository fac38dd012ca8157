#!/usr/bin/env bash
# Writes the environment files of services and people: their credentials, and the addresses of store and broker.
# Usage: deploy/make-environment.sh FOLDER HOST [DATABASE_PORT BROKER_PORT]
#        Needs FOLDER/passwords.env and FOLDER/tls/ca.crt; writes coordinator.env, worker.env, submitter.env, reader.env and migrator.env.
#        The files refer to the certificate by its path on the machine that uses them: FOLDER/tls/ca.crt.
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
    # .NET trusts the certificates in this file, in addition to those of the system.
    { store "$service" && broker "$service" && echo "SSL_CERT_FILE=$folder/tls/ca.crt"; } >"$folder/$service.env"
done
for person in submitter reader migrator; do
    # The command line submits and reads through the store; it only needs to know that there is a broker.
    { store "$person" && echo "PERSONA_BENCH_BROKER=amqps://$host:$broker_port/persona-bench"; } >"$folder/$person.env"
done
