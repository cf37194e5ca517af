CREATE TABLE "maintenance" (
	"id" text PRIMARY KEY NOT NULL,
	"agency" text NOT NULL,
	"begins_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"declared_by" text NOT NULL,
	"declared_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancelled_by" text,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "maintenance_agency" ON "maintenance" USING btree ("agency","ends_at") WHERE cancelled_at is null;
