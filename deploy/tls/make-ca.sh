#!/usr/bin/env bash
# Creates a certificate authority and a server certificate. A CA that is already in the folder is reused.
# Usage: deploy/tls/make-ca.sh FOLDER NAME...     FOLDER/ca.crt, FOLDER/ca.key; FOLDER/server.crt, FOLDER/server.key for all names
# A name is a host name or an IP address, as used in connection strings.
set -euo pipefail

folder=${1:?a folder is needed}
shift
[[ $# -gt 0 ]] || { echo "make-ca.sh: give at least one name of the server, such as db.example or 10.0.0.1" >&2; exit 64; }
ca_days=3650
server_days=825

names=
for name in "$@"; do
    # Only digits and dots, or any colon: an IP address.
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
# Certificates are public; keys are not.
chmod 755 "$folder"
chmod 644 "$folder/ca.crt" "$folder/server.crt"
