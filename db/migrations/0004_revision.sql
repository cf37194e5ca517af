ALTER TABLE "routes" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- The counter alone would stay silent where a later activity of the same task committed first.
CREATE FUNCTION "raise_route_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "route_revision" BEFORE UPDATE ON "routes" FOR EACH ROW
  EXECUTE FUNCTION "raise_route_revision"();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER "route_changed" AFTER UPDATE ON "routes" FOR EACH ROW
  EXECUTE FUNCTION "notify_route_changed"();
