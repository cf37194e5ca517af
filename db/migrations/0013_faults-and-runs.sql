CREATE TABLE "runs" (
	"route" text PRIMARY KEY NOT NULL,
	"run_id" text,
	"looked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "routes" ADD COLUMN "fault" text;--> statement-breakpoint
UPDATE "routes" SET "fault" = 'task-fails' WHERE "fault_since" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_looked_at" ON "runs" USING btree ("looked_at");--> statement-breakpoint
CREATE INDEX "routes_open" ON "routes" USING btree ("life_event") WHERE state = 'open';
