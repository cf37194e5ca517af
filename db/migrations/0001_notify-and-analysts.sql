-- Long polls wait for this: the id of a route whose counter or state moved.
CREATE FUNCTION "notify_route_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('route_changed', NEW.id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "route_changed" AFTER UPDATE ON "routes" FOR EACH ROW
  WHEN (OLD.seq IS DISTINCT FROM NEW.seq OR OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION "notify_route_changed"();
--> statement-breakpoint
-- What analysts see: how routes run, and nothing that names, finds or hashes a person.
CREATE VIEW "analyst_routes" WITH (security_barrier) AS
SELECT
  id AS route, life_event, version, region, channel, state, outcome, reason, started_at, closed_at,
  EXTRACT(EPOCH FROM closed_at - started_at) AS seconds, test_data
FROM "routes";
--> statement-breakpoint
CREATE VIEW "analyst_steps" WITH (security_barrier) AS
SELECT
  s.route, r.life_event, r.version, r.region, s.step, s.instance, s.agency, s.service, s.status, s.epoch, s.attempts,
  s.begun_at, s.due_at, s.ended_at, EXTRACT(EPOCH FROM s.ended_at - s.begun_at) AS seconds,
  s.refusal_code, s.stuck_reason, s.skipped_because, r.test_data
FROM "steps" s
JOIN "routes" r ON r.id = s.route;
--> statement-breakpoint
-- A role belongs to the whole server: several databases of it may be migrated at the same moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'analyst') THEN
    CREATE ROLE analyst NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
--> statement-breakpoint
GRANT SELECT ON "analyst_routes", "analyst_steps" TO analyst;
