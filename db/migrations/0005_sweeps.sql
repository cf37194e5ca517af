CREATE INDEX "inbox_step" ON "personal"."inbox" USING btree ("route","step");--> statement-breakpoint
CREATE INDEX "inbox_untold" ON "personal"."inbox" USING btree ("received_at") WHERE signalled_at is null;--> statement-breakpoint
CREATE INDEX "task_answers_forgotten" ON "personal"."task_answers" USING btree ("created_at") WHERE taken_up_at is null;