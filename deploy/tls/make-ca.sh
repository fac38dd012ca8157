#!/usr/bin/env bash
# A certificate authority of your own and certificates of servers. A CA that is in the folder already is used again.
# Usage: deploy/tls/make-ca.sh FOLDER NAME...     FOLDER/ca.crt, FOLDER/ca.key; FOLDER/server.crt, FOLDER/server.key for all the names
# A name is that of a host or an IP address: whatever connection strings call the server by.
set -euo pipefail

folder=${1:?a folder is needed}
shift
[[ $# -gt 0 ]] || { echo "make-ca.sh: the names are needed by which the server is called, such as: db.example 10.0.0.1" >&2; exit 64; }
ca_days=3650
server_days=825

names=
for name in "$@"; do
    # Digits and dots, or colons: an address.
    if [[ $name =~ ^[0-9.]+$ || $name == *:* ]]; then kind=IP; else kind=DNS; fi
    names+=${names:+,}$kind:$name
done

umask 077
mkdir -p "$folder"
new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

if [[ ! -f $folder/ca.crt ]]; then
    new_key "$folder/ca.key"
    openssl req -x509 -new -key "$folder/ca.key" -sha256 -days "$ca_days" -subj "/CN=Persona.Bench CA $(openssl rand -hex 4)" \
        -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out "$folder/ca.crt"
fi

new_key "$folder/server.key"
openssl req -new -key "$folder/server.key" -subj "/CN=$1" |
    openssl x509 -req -sha256 -days "$server_days" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
        -extfile <(printf '%s\n' 'basicConstraints=critical,CA:FALSE' 'keyUsage=critical,digitalSignature' 'extendedKeyUsage=serverAuth' "subjectAltName=$names") \
        -out "$folder/server.crt" 2>/dev/null
# Certificates are for all to see; keys are not.
chmod 755 "$folder"
chmod 644 "$folder/ca.crt" "$folder/server.crt"
