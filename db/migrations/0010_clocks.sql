CREATE TABLE "clock_acts" (
	"decision" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"act" text NOT NULL,
	"by" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadline_moves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deadline_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"from" timestamp with time zone,
	"to" timestamp with time zone,
	"because" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decrees" (
	"id" text PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"published_on" date NOT NULL,
	"decree" jsonb NOT NULL,
	"applied_by" text NOT NULL,
	"applied_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "due_estimate" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "clock_acts_step" ON "clock_acts" USING btree ("route","step","instance","epoch");--> statement-breakpoint
CREATE INDEX "deadline_moves_cause" ON "deadline_moves" USING btree ("cause");--> statement-breakpoint
CREATE INDEX "deadline_moves_route" ON "deadline_moves" USING btree ("route");