ALTER TABLE "routes" ADD COLUMN "fault_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "routes_at_fault" ON "routes" USING btree ("fault_since") WHERE fault_since is not null;--> statement-breakpoint
-- Analysts must be able to tell a route that waits for us from one that waits for an agency.
CREATE OR REPLACE VIEW "analyst_routes" WITH (security_barrier) AS
SELECT
  id AS route, life_event, version, region, channel, state, outcome, reason, started_at, closed_at,
  EXTRACT(EPOCH FROM closed_at - started_at) AS seconds, test_data, fault_since
FROM "routes";
