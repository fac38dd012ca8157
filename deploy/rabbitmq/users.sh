#!/usr/bin/env bash
# The virtual host of Persona.Bench and its two users, each with no more than it needs. Can be run again: it changes what differs.
# Usage: deploy/rabbitmq/users.sh        on the broker's machine, as root or as the broker's user
#
# Passwords come from the environment, so that no list of processes shows them:
#   PERSONA_BENCH_COORDINATOR_BROKER_PASSWORD, PERSONA_BENCH_WORKER_BROKER_PASSWORD
# PERSONA_BENCH_VHOST names another virtual host than persona-bench, RABBITMQCTL another program than rabbitmqctl.
set -euo pipefail

vhost=${PERSONA_BENCH_VHOST:-persona-bench}
coordinator_password=${PERSONA_BENCH_COORDINATOR_BROKER_PASSWORD:?the password of the coordinator is needed}
worker_password=${PERSONA_BENCH_WORKER_BROKER_PASSWORD:?the password of the workers is needed}
read -ra rabbitmqctl <<<"${RABBITMQCTL:-rabbitmqctl}"

# Each queue of hints, persona-bench.v1.PROVIDER, has an exchange of its name; so has the queue of one worker's nudges,
# persona-bench.v1.worker.WORKER. What is published goes through an exchange named for the type of the message.
# To declare takes 'configure'; to send, and to bind to, 'write'; to receive, and to bind from, 'read'.
hints='persona-bench\.v1\.(?!worker\.|coordinator$)[A-Za-z0-9._-]+'
own='persona-bench\.v1\.worker\.[A-Za-z0-9._@-]+'
nudges='persona-bench\.v1\.coordinator'
finished='Persona\.Bench\.Contracts:IterationFinishedV1'
cancelled='Persona\.Bench\.Contracts:RunCancelledV1'

ctl() { "${rabbitmqctl[@]}" -q "$@"; }

any_of() { local IFS='|'; echo "^($*)\$"; }

# The password goes by the standard input.
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

# Sends hints and receives nudges; can read no hint, and no queue of a worker.
ctl set_permissions -p "$vhost" persona_bench_coordinator \
    "$(any_of "$hints" "$nudges" "$finished" "$cancelled")" "$(any_of "$hints" "$nudges" "$cancelled")" "$(any_of "$nudges" "$finished")"
# Receives hints and cancels, sends nudges by way of their exchange; can neither read nor empty the coordinator's queue, nor cancel.
ctl set_permissions -p "$vhost" persona_bench_worker \
    "$(any_of "$hints" "$own" "$finished" "$cancelled")" "$(any_of "$hints" "$own" "$finished")" "$(any_of "$hints" "$own" "$cancelled")"
