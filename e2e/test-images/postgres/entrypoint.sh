# Makes the database on the first start, then runs what it is told to.
#   POSTGRES_USER, POSTGRES_PASSWORD   the superuser
#   POSTGRES_DB                        a database; that of the user's name if it is not set
set -eu
if [ "${1:-}" = postgres ]; then
  mkdir -p "$PGDATA"
  # Kubernetes opens a volume to the pod's group, which Postgres will not have.
  chmod 700 "$PGDATA"
fi
if [ "${1:-}" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  password=$(mktemp)
  printf '%s\n' "$POSTGRES_PASSWORD" > "$password"
  initdb --username="$POSTGRES_USER" --pwfile="$password" --auth-local=trust --auth-host=scram-sha-256 > /dev/null
  rm "$password"
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  # On its socket alone, so that nobody takes it for ready.
  pg_ctl -w -o "-c listen_addresses=''" start > /dev/null
  if [ "${POSTGRES_DB:=$POSTGRES_USER}" != postgres ]; then
    echo 'CREATE DATABASE :"name"' |
      psql -q -v ON_ERROR_STOP=1 -v name="$POSTGRES_DB" -U "$POSTGRES_USER" -d postgres
  fi
  pg_ctl -w -m fast stop > /dev/null
fi
exec "$@"
