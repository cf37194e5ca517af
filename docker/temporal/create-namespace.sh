#!/bin/sh
# Creates the namespace unless it is there, and sets for how long closed routes stay in Temporal: the workers write their
# histories into HISTORY_FOLDER within minutes, and whatever hinders them must be noticed and mended within this time.
set -eu

until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$TEMPORAL_RETENTION"
