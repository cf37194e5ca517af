ALTER TABLE "intents" ADD COLUMN "sent_at" timestamp (3) with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "personal"."decisions" ADD COLUMN "check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "personal"."task_answers" ADD COLUMN "check_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "decisions_unconfirmed" ON "personal"."decisions" USING btree ("check_at") WHERE check_at is not null;--> statement-breakpoint
CREATE INDEX "task_answers_unconfirmed" ON "personal"."task_answers" USING btree ("check_at") WHERE check_at is not null;