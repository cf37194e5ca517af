CREATE TABLE "sweep" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"passed" text
);
--> statement-breakpoint
DROP INDEX "runs_looked_at";--> statement-breakpoint
DELETE FROM "runs" WHERE "run_id" IS NULL;--> statement-breakpoint
ALTER TABLE "runs" ALTER COLUMN "run_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "routes_open_ids" ON "routes" USING btree ("id") WHERE state = 'open';--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "looked_at";--> statement-breakpoint
INSERT INTO "sweep" DEFAULT VALUES;
