#!/usr/bin/env bash
# Creates the virtual host of Persona.Bench and its two users, each with the least privileges it needs. Idempotent.
# Usage: deploy/rabbitmq/users.sh        on the broker's machine, as root or as the broker's user
#
# Passwords come from the environment, so that process lists do not show them:
#   PERSONA_BENCH_COORDINATOR_BROKER_PASSWORD, PERSONA_BENCH_WORKER_BROKER_PASSWORD
# PERSONA_BENCH_VHOST sets the virtual host (default: persona-bench), RABBITMQCTL the program (default: rabbitmqctl).
set -euo pipefail

vhost=${PERSONA_BENCH_VHOST:-persona-bench}
coordinator_password=${PERSONA_BENCH_COORDINATOR_BROKER_PASSWORD:?the password of the coordinator is needed}
worker_password=${PERSONA_BENCH_WORKER_BROKER_PASSWORD:?the password of the workers is needed}
read -ra rabbitmqctl <<<"${RABBITMQCTL:-rabbitmqctl}"

# Each queue of hints, persona-bench.v1.PROVIDER, has an exchange of the same name; so does the wake-up queue of each worker,
# persona-bench.v1.worker.WORKER. Published messages go through an exchange named after the type of the message.
# Declaring requires 'configure'; sending, and binding to, 'write'; receiving, and binding from, 'read'.
hints='persona-bench\.v1\.(?!worker\.|coordinator$)[A-Za-z0-9._-]+'
own='persona-bench\.v1\.worker\.[A-Za-z0-9._@-]+'
nudges='persona-bench\.v1\.coordinator'
finished='Persona\.Bench\.Contracts:IterationFinishedV1'
cancelled='Persona\.Bench\.Contracts:RunCancelledV1'

ctl() { "${rabbitmqctl[@]}" -q "$@"; }

any_of() { local IFS='|'; echo "^($*)\$"; }

# The password is passed on standard input.
user() {
    local name=$1 password=$2
    if ctl list_users --silent | cut -f1 | grep -qx -- "$name"; then
        ctl change_password "$name" <<<"$password" >/dev/null
    else
        ctl add_user "$name" <<<"$password" >/dev/null
    fi
    ctl clear_permissions -p / "$name" 2>/dev/null || true
}

ctl list_vhosts --silent | grep -qx -- "$vhost" || ctl add_vhost "$vhost"
user persona_bench_coordinator "$coordinator_password"
user persona_bench_worker "$worker_password"

# Sends hints and receives wake-ups; cannot read hints or the queue of a worker.
ctl set_permissions -p "$vhost" persona_bench_coordinator \
    "$(any_of "$hints" "$nudges" "$finished" "$cancelled")" "$(any_of "$hints" "$nudges" "$cancelled")" "$(any_of "$nudges" "$finished")"
# Receives hints and cancellations, sends wake-ups through their exchange; cannot read or purge the coordinator's queue, and cannot cancel.
ctl set_permissions -p "$vhost" persona_bench_worker \
    "$(any_of "$hints" "$own" "$finished" "$cancelled")" "$(any_of "$hints" "$own" "$finished")" "$(any_of "$hints" "$own" "$cancelled")"
