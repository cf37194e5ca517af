ALTER TABLE "operation_items" ADD COLUMN "start" jsonb;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "definition" text;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_definition_definitions_hash_fk" FOREIGN KEY ("definition") REFERENCES "public"."definitions"("hash") ON DELETE no action ON UPDATE no action;