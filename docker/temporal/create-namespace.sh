#!/bin/sh
# Creates the namespace unless it is there. Closed routes stay visible in Temporal for the retention; PostgreSQL keeps them.
set -eu

until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
