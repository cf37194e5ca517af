CREATE SCHEMA "personal";
--> statement-breakpoint
CREATE TABLE "access_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "access_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"subject_key" text NOT NULL,
	"purpose" text NOT NULL,
	"basis" text NOT NULL,
	"route" text NOT NULL,
	"step" text,
	"what" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"route" text NOT NULL,
	"person_key" text NOT NULL,
	"purpose" text NOT NULL,
	"text_version" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"client" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consents_route_person_key_purpose_pk" PRIMARY KEY("route","person_key","purpose")
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"hash" text PRIMARY KEY NOT NULL,
	"life_event" text NOT NULL,
	"version" text NOT NULL,
	"compiled" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gates" (
	"agency" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	"next_probe_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"client" text NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_client_key_pk" PRIMARY KEY("client","key")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intents" (
	"key" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"undo" boolean DEFAULT false NOT NULL,
	"service" text NOT NULL,
	"agency" text NOT NULL,
	"transaction_id" text NOT NULL,
	"body_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"key" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"undo" boolean DEFAULT false NOT NULL,
	"end" text NOT NULL,
	"code" text,
	"facts" jsonb NOT NULL,
	"body_hash" text,
	"decided_by" text NOT NULL,
	"law" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"route" text NOT NULL,
	"party" text NOT NULL,
	"instance" integer DEFAULT 0 NOT NULL,
	"person_key" text NOT NULL,
	CONSTRAINT "parties_route_party_instance_pk" PRIMARY KEY("route","party","instance")
);
--> statement-breakpoint
CREATE TABLE "routes" (
	"id" text PRIMARY KEY NOT NULL,
	"life_event" text NOT NULL,
	"version" text NOT NULL,
	"definition" text NOT NULL,
	"person_key" text NOT NULL,
	"client" text NOT NULL,
	"channel" text NOT NULL,
	"region" text,
	"test_data" boolean NOT NULL,
	"time_scale" double precision DEFAULT 1 NOT NULL,
	"start" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"reason" text,
	"seq" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"workflow_started_at" timestamp with time zone,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer DEFAULT 0 NOT NULL,
	"service" text NOT NULL,
	"agency" text NOT NULL,
	"status" text NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"seq" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone,
	"norm_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"refusal_code" text,
	"stuck_reason" text,
	"skipped_because" text,
	CONSTRAINT "steps_route_step_instance_pk" PRIMARY KEY("route","step","instance")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"kind" text NOT NULL,
	"service" text NOT NULL,
	"party" text,
	"person_key" text,
	"team" text,
	"field" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone,
	"claimed_by" text,
	"claimed_at" timestamp with time zone,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "personal"."answers" (
	"key" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"body" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal"."decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"route" text NOT NULL,
	"action" text NOT NULL,
	"step" text,
	"instance" integer,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"reason" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_up_at" timestamp with time zone,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal"."events" (
	"route" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"person" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal"."inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"agency" text NOT NULL,
	"callback_id" text NOT NULL,
	"transaction_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"route" text,
	"step" text,
	"instance" integer,
	"epoch" integer,
	"signalled_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personal"."mended" (
	"route" text NOT NULL,
	"step" text NOT NULL,
	"instance" integer NOT NULL,
	"epoch" integer NOT NULL,
	"field" text NOT NULL,
	"value" jsonb,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL,
	CONSTRAINT "mended_route_step_instance_epoch_pk" PRIMARY KEY("route","step","instance","epoch")
);
--> statement-breakpoint
CREATE TABLE "personal"."task_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"task" text NOT NULL,
	"route" text NOT NULL,
	"body" jsonb,
	"declined" text,
	"actor_key" text NOT NULL,
	"asserted_by" text NOT NULL,
	"proof" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_up_at" timestamp with time zone,
	"purpose" text NOT NULL,
	"keep_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routes" ADD CONSTRAINT "routes_definition_definitions_hash_fk" FOREIGN KEY ("definition") REFERENCES "public"."definitions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_route_routes_id_fk" FOREIGN KEY ("route") REFERENCES "public"."routes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_entries_subject" ON "access_entries" USING btree ("subject_key","at");--> statement-breakpoint
CREATE INDEX "access_entries_route" ON "access_entries" USING btree ("route");--> statement-breakpoint
CREATE UNIQUE INDEX "intents_transaction" ON "intents" USING btree ("agency","transaction_id");--> statement-breakpoint
CREATE INDEX "outcomes_step" ON "outcomes" USING btree ("route","step","instance","epoch");--> statement-breakpoint
CREATE INDEX "parties_person" ON "parties" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "routes_person" ON "routes" USING btree ("person_key");--> statement-breakpoint
CREATE INDEX "routes_client" ON "routes" USING btree ("client","started_at");--> statement-breakpoint
CREATE INDEX "routes_unstarted" ON "routes" USING btree ("started_at") WHERE workflow_started_at is null;--> statement-breakpoint
CREATE INDEX "steps_open" ON "steps" USING btree ("status","agency");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_once" ON "tasks" USING btree ("route","step","instance","epoch","kind");--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("person_key") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "tasks_team" ON "tasks" USING btree ("team") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "answers_step" ON "personal"."answers" USING btree ("route","step","instance");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_once" ON "personal"."inbox" USING btree ("agency","callback_id");--> statement-breakpoint
CREATE INDEX "inbox_transaction" ON "personal"."inbox" USING btree ("agency","transaction_id");