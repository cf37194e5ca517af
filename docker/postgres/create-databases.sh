#!/bin/sh
# Runs once, when PostgreSQL's data folder is made: a role and databases for Hayot, and for Temporal.
# Neither can read the other's. Hayot's role may create roles, because its migrations make the one for analysts.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set hayot_password="$HAYOT_DATABASE_PASSWORD" --set temporal_password="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
create role hayot login createrole password :'hayot_password';
create role temporal login password :'temporal_password';
create database hayot owner hayot;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database hayot, temporal, temporal_visibility from public;
SQL
