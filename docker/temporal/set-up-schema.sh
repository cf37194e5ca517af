#!/bin/sh
# Brings both databases of Temporal to the schema of this image. Harmless to repeat; run it before each new version.
set -eu

bring_up_to_date() {
  tool="temporal-sql-tool --plugin postgres12 --endpoint $POSTGRES_SEEDS --port 5432 --user $POSTGRES_USER --database $1"
  versions="/etc/temporal/schema/postgresql/v12/$2/versioned"
  # A database without a version table has never been set up.
  $tool update-schema --schema-dir "$versions" ||
    { $tool setup-schema --version 0.0 && $tool update-schema --schema-dir "$versions"; }
}

bring_up_to_date temporal temporal
bring_up_to_date temporal_visibility visibility
