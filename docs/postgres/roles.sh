#!/bin/sh
# The two roles and their database, made once, when PostgreSQL starts on an empty volume.
set -eu

# Passwords go in as variables of psql, which quotes them.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
-- Makes and migrates everything, and sees past row security: migrate, backup and restore only.
create role owner login bypassrls password :'owner_password';
-- What web, worker and beat are: owns nothing, never sees past row security.
create role app login password :'app_password';
create database relational owner owner;
SQL
