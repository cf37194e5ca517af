ALTER TABLE "access_entries" ALTER COLUMN "id" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "access_entries" ALTER COLUMN "id" SET MAXVALUE 9223372036854775807;--> statement-breakpoint
CREATE INDEX "operations_team" ON "operations" USING btree ("team","started_at","id");--> statement-breakpoint
-- That the workflow has begun, or its history been kept, is no news to a portal.
DROP TRIGGER "routes_tell_webhooks" ON "routes";
--> statement-breakpoint
CREATE TRIGGER "routes_tell_webhooks" AFTER UPDATE ON "routes" FOR EACH ROW
  WHEN (OLD.workflow_started_at IS NOT DISTINCT FROM NEW.workflow_started_at
    AND OLD.history IS NOT DISTINCT FROM NEW.history)
  EXECUTE FUNCTION "tell_webhooks_of_route"();
