CREATE TABLE "operation_items" (
	"operation" text NOT NULL,
	"item" integer NOT NULL,
	"route" text NOT NULL,
	"step" text,
	"instance" integer,
	"state" text DEFAULT 'waiting' NOT NULL,
	"why" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "operation_items_operation_item_pk" PRIMARY KEY("operation","item")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" text PRIMARY KEY NOT NULL,
	"action" text NOT NULL,
	"filter" jsonb NOT NULL,
	"steps" jsonb,
	"decree" text,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"team" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone,
	"paced_until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operation_items" ADD CONSTRAINT "operation_items_operation_operations_id_fk" FOREIGN KEY ("operation") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_items" ADD CONSTRAINT "operation_items_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operation_items_waiting" ON "operation_items" USING btree ("operation","due_at") WHERE state = 'waiting';--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "level" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "raised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "raise_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "tasks_ladder" ON "tasks" USING btree ("level","raise_at") WHERE kind = 'officer' and closed_at is null;
