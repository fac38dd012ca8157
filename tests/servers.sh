#!/usr/bin/env bash
# Private servers for the tests, on free ports of loopback, in a folder of their own.
# Usage: tests/servers.sh start FOLDER     starts them and prints the variables by which the tests find them
#        tests/servers.sh stop FOLDER      ends them
set -u

folder=${2:?a folder is needed}
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)

# PostgreSQL refuses to run as root.
as_postgres() {
    if [[ $(id -u) -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
    local data=$folder/postgres try port
    [[ -n $postgres_bin ]] || { echo "servers.sh: PostgreSQL is needed; on Debian: sudo apt-get install postgresql" >&2; return 1; }
    mkdir -p "$data" && chmod 755 "$folder"
    [[ $(id -u) -eq 0 ]] && chown postgres: "$data"
    (cd "$data" && as_postgres "$postgres_bin/initdb" -D "$data/data" -U bench --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) \
        >"$folder/postgres.log" 2>&1 || { cat "$folder/postgres.log" >&2; return 1; }
    for try in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))
        (cd "$data" && as_postgres "$postgres_bin/pg_ctl" -D "$data/data" -l "$data/server.log" -w -t 60 \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c max_connections=300" start) \
            >>"$folder/postgres.log" 2>&1 </dev/null && break
        [[ $try -lt 5 ]] || { cat "$data/server.log" >&2; return 1; }
    done
    echo "PERSONA_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=bench;Database=postgres'"
}

stop_postgres() {
    [[ -d $folder/postgres/data ]] || return 0
    (cd "$folder/postgres" && as_postgres "$postgres_bin/pg_ctl" -D "$folder/postgres/data" -m immediate -w stop) >/dev/null 2>&1
}

case ${1:-} in
    start) start_postgres ;;
    stop) stop_postgres; rm -rf "$folder" ;;
    *) sed -n '2,4p' "${BASH_SOURCE[0]}" >&2; exit 64 ;;
esac
