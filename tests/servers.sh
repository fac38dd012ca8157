#!/usr/bin/env bash
# Private servers for the tests, on free loopback ports, in a folder of their own.
# Usage: tests/servers.sh start FOLDER [SERVER...]     starts postgres and rabbitmq, or those named, and prints the environment variables
#                                                      that tell the tests where they are. A server that was in the folder before keeps its
#                                                      port and data. If FOLDER/tls holds ca.crt, server.crt and server.key, the servers are
#                                                      configured for TLS as in deploy/
#        tests/servers.sh kill FOLDER SERVER...        kills servers, as a power cut would
#        tests/servers.sh wipe FOLDER SERVER...        removes the data of killed servers
#        tests/servers.sh rabbitmqctl FOLDER WORD...   runs rabbitmqctl as the broker's administrator
#        tests/servers.sh stop FOLDER                  stops all servers and removes the folder
set -u

verb=${1:-}
folder=${2:?a folder is needed}
shift 2
servers=("$@")
[[ $# -gt 0 ]] || servers=(postgres rabbitmq)
deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")/../deploy" && pwd)
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
rabbitmq_bin=/usr/lib/rabbitmq/bin

# Neither server may run as root. Replaces the shell, so that the process keeps its id; call it in a subshell.
become() {
    local user=$1
    shift
    if [[ $(id -u) -eq 0 ]]; then exec setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"; else exec "$@"; fi
}

# Creates a folder that belongs to the server's user, inside one that this user can traverse.
own_folder() {
    mkdir -p "$2" && chmod 755 "$folder"
    [[ $(id -u) -ne 0 ]] || chown "$1": "$2"
}

# Copies the certificate to where the server's user can read it.
own_certificate() {
    mkdir -p "$2/tls" && cp "$folder"/tls/{ca.crt,server.crt,server.key} "$2/tls/" && chmod 600 "$2/tls/server.key"
    [[ $(id -u) -ne 0 ]] || chown -R "$1": "$2/tls"
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# Kills the process whose id is in a file and waits until it has ended. A zombie (Z) counts as ended.
end_process() {
    local pid
    pid=$(cat "$1" 2>/dev/null) && [[ $pid =~ ^[0-9]+$ ]] || return 0
    rm -f "$1"
    kill -KILL "$pid" 2>/dev/null || return 0
    while kill -0 "$pid" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$pid/status"; do sleep 0.02; done
}

start_postgres() {
    local data=$folder/postgres try port
    [[ -n $postgres_bin ]] || { echo "servers.sh: PostgreSQL is needed; on Debian: sudo apt-get install postgresql" >&2; return 1; }
    own_folder postgres "$data"
    [[ -d $data/data ]] ||
        (cd "$data" && become postgres "$postgres_bin/initdb" -D "$data/data" -U bench --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) \
            >"$folder/postgres.log" 2>&1 || { cat "$folder/postgres.log" >&2; return 1; }
    # fsync is off: the machine outlives the server, even if that is killed, so nothing has to reach the disk.
    [[ ! -d $folder/tls ]] || configure_postgres "$data" || return 1
    for try in 1 2 3 4 5; do
        port=$(cat "$folder/postgres.port" 2>/dev/null) || port=$(free_port)
        (cd "$data" && become postgres "$postgres_bin/pg_ctl" -D "$data/data" -l "$data/server.log" -w -t 60 \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c max_connections=300 -c fsync=off" start) \
            >>"$folder/postgres.log" 2>&1 </dev/null && break
        [[ $try -lt 5 ]] || { cat "$data/server.log" >&2; return 1; }
    done
    echo "$port" >"$folder/postgres.port"
    echo "PERSONA_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=bench;Database=postgres'"
}

# As in deploy/README.md, except for the paths and the tests' own user.
configure_postgres() {
    own_certificate postgres "$1"
    sed "s|/etc/postgresql/tls|$1/tls|; /^listen_addresses/d" "$deploy/postgres/tls.conf" >"$1/data/tls.conf"
    grep -qs tls.conf "$1/data/postgresql.conf" || echo "include 'tls.conf'" >>"$1/data/postgresql.conf"
    { printf '%s\n' 'local all all trust' 'host all bench 127.0.0.1/32 trust' && cat "$deploy/postgres/pg_hba.conf"; } >"$1/data/pg_hba.conf"
    [[ $(id -u) -ne 0 ]] || chown postgres: "$1/data/tls.conf"
}

kill_postgres() {
    [[ -d $folder/postgres/data ]] || return 0
    (cd "$folder/postgres" && become postgres "$postgres_bin/pg_ctl" -D "$folder/postgres/data" -m immediate -w stop) >/dev/null 2>&1
}

wipe_postgres() { rm -rf "$folder/postgres/data"; }

# The broker's scripts read these environment variables. HOME holds the cookie with which its programs authenticate each other.
with_rabbitmq() (
    cd "$folder/rabbitmq" || exit
    read -r port distribution epmd <"$folder/rabbitmq.ports"
    export HOME=$PWD/home RABBITMQ_NODENAME=bench@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port RABBITMQ_DIST_PORT=$distribution \
        ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_MNESIA_BASE=$PWD/data RABBITMQ_LOG_BASE=$PWD/log RABBITMQ_CONFIG_FILE=$PWD/rabbitmq.conf \
        RABBITMQ_ENABLED_PLUGINS_FILE=$PWD/enabled_plugins RABBITMQ_PID_FILE=$PWD/pid RABBITMQ_CONF_ENV_FILE=$PWD/none
    # No busy waiting: it only pays off on machines with many cores.
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+sbwt none +sbwtdcpu none +sbwtdio none'
    become rabbitmq "$@"
)

start_rabbitmq() {
    local home=$folder/rabbitmq try port distribution epmd
    [[ -x $rabbitmq_bin/rabbitmq-server ]] || { echo "servers.sh: RabbitMQ is needed; on Debian: sudo apt-get install rabbitmq-server" >&2; return 1; }
    own_folder rabbitmq "$home"
    for try in 1 2 3; do
        [[ $try -eq 1 && -f $folder/rabbitmq.ports ]] || echo "$(free_port) $(free_port) $(free_port)" >"$folder/rabbitmq.ports"
        read -r port distribution epmd <"$folder/rabbitmq.ports"
        mkdir -p "$home"/{home,data,log} && rm -f "$home/pid"
        echo '[].' >"$home/enabled_plugins"
        printf '%s\n' "listeners.tcp.default = 127.0.0.1:$port" 'log.console = false' 'disk_free_limit.absolute = 64MB' >"$home/rabbitmq.conf"
        if [[ -d $folder/tls ]]; then
            own_certificate rabbitmq "$home"
            sed "s|/etc/rabbitmq/tls|$home/tls|; s|= 5671|= 127.0.0.1:$port|" "$deploy/rabbitmq/tls.conf" >>"$home/rabbitmq.conf"
            sed -i /listeners.tcp.default/d "$home/rabbitmq.conf"
        fi
        [[ $(id -u) -ne 0 ]] || chown -R rabbitmq: "$home"
        # Start the registry (epmd) here: one started by the broker would have an unknown process id.
        kill -0 "$(cat "$folder/epmd.pid" 2>/dev/null)" 2>/dev/null || {
            (echo "$BASHPID" >"$folder/epmd.pid" && become rabbitmq setsid epmd -address 127.0.0.1 -port "$epmd") >/dev/null 2>&1 </dev/null &
        }
        with_rabbitmq setsid "$rabbitmq_bin/rabbitmq-server" >"$folder/rabbitmq.log" 2>&1 </dev/null &
        await_rabbitmq "$port" $! && { echo "PERSONA_TEST_RABBITMQ='amqp$([[ ! -d $folder/tls ]] || echo s)://guest:guest@127.0.0.1:$port'"; return; }
        kill_rabbitmq
    done
    cat "$folder/rabbitmq.log" >&2
    return 1
}

# The broker opens its listener last.
await_rabbitmq() {
    local port=$1 process=$2 try
    for ((try = 0; try < 600; try++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && with_rabbitmq "$rabbitmq_bin/rabbitmqctl" -q await_startup --timeout 60 >/dev/null 2>&1 && return
        kill -0 "$process" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

kill_rabbitmq() {
    end_process "$folder/rabbitmq/pid"
    end_process "$folder/epmd.pid"
}

wipe_rabbitmq() { rm -rf "$folder/rabbitmq/data"; }

case $verb in
    start) for server in "${servers[@]}"; do "start_$server" || exit 1; done ;;
    kill | wipe) for server in "${servers[@]}"; do "${verb}_$server"; done ;;
    rabbitmqctl) with_rabbitmq "$rabbitmq_bin/rabbitmqctl" -q "$@" ;;
    stop)
        kill_postgres
        kill_rabbitmq
        rm -rf "$folder"
        ;;
    *) sed -n '3,10p' "${BASH_SOURCE[0]}" >&2; exit 64 ;;
esac
