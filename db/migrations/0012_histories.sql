ALTER TABLE "routes" ADD COLUMN "history" text;--> statement-breakpoint
CREATE INDEX "routes_unkept" ON "routes" USING btree ("closed_at","id") WHERE closed_at is not null and history is null;