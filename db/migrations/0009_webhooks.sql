CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook" text NOT NULL,
	"type" text NOT NULL,
	"route" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"event" json,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" text,
	"next_at" timestamp with time zone DEFAULT now(),
	"last_status" integer,
	"last_fault" text,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"client" text NOT NULL,
	"url" text NOT NULL,
	"events" text[],
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failing_since" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_because" text
);
--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("webhook","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_news" ON "webhook_deliveries" USING btree ("webhook","route","type") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_log" ON "webhook_deliveries" USING btree ("webhook","at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhook_secrets_webhook" ON "webhook_secrets" USING btree ("webhook");--> statement-breakpoint
CREATE INDEX "webhooks_client" ON "webhooks" USING btree ("client");
--> statement-breakpoint
-- The outbox is written where the change is written, in its transaction, so that no code can forget it. Rows are only
-- added: nobody waits for anybody, and who sends them folds them.
CREATE FUNCTION "tell_webhooks"(told_route text, told_type text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "webhook_deliveries" (id, webhook, type, route)
  SELECT gen_random_uuid()::text, w.id, told_type, told_route
  FROM "routes" r JOIN "webhooks" w ON w.client = r.client
  WHERE r.id = told_route AND w.disabled_at IS NULL AND (w.events IS NULL OR told_type = ANY (w.events))
$$;
--> statement-breakpoint
CREATE FUNCTION "tell_webhooks_of_route"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "tell_webhooks"(NEW.id, CASE
    WHEN OLD.state = 'open' AND NEW.state = 'closed' THEN 'uz.hayot.route.closed.v1'
    ELSE 'uz.hayot.route.moved.v1' END);
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- That the workflow has begun is no news to a portal.
CREATE TRIGGER "routes_tell_webhooks" AFTER UPDATE ON "routes" FOR EACH ROW
  WHEN (OLD.workflow_started_at IS NOT DISTINCT FROM NEW.workflow_started_at)
  EXECUTE FUNCTION "tell_webhooks_of_route"();
--> statement-breakpoint
CREATE FUNCTION "tell_webhooks_of_stuck"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR OLD.status IS DISTINCT FROM NEW.status THEN
    PERFORM "tell_webhooks"(NEW.route, 'uz.hayot.route.stuck.v1');
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "steps_tell_webhooks" AFTER INSERT OR UPDATE ON "steps" FOR EACH ROW
  WHEN (NEW.status = 'stuck')
  EXECUTE FUNCTION "tell_webhooks_of_stuck"();
--> statement-breakpoint
CREATE FUNCTION "tell_webhooks_of_turn"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "tell_webhooks"(NEW.route, 'uz.hayot.route.turn.v1');
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- Tasks of teams are none of a portal's business.
CREATE TRIGGER "tasks_tell_webhooks" AFTER INSERT ON "tasks" FOR EACH ROW
  WHEN (NEW.party IS NOT NULL)
  EXECUTE FUNCTION "tell_webhooks_of_turn"();
