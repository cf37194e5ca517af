import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { kept } from '../../../db/personal/door.ts';
import { answers } from '../../../db/personal/schema.ts';
import { intents, outcomes, routes, steps, tasks } from '../../../db/schema.ts';
import { effectKey } from '../../../notation/effect-key.ts';

/** Writes what workers would write while a route runs. */
export interface Rows {
  step(step: string, values?: Partial<typeof steps.$inferInsert>): Promise<void>;
  done(step: string, body: Record<string, unknown>, instance?: number): Promise<void>;
  refused(step: string, code: string, evidence: unknown): Promise<void>;
  task(values: Partial<typeof tasks.$inferInsert>): Promise<string>;
  intent(step: string, transactionId: string): Promise<void>;
  route(values: Partial<typeof routes.$inferInsert>): Promise<void>;
}

const services: Readonly<Record<string, string>> = {
  agree: 'registry.agree',
  enter: 'registry.enter',
  hall: 'halls.find',
  look: 'halls.check',
};
const serviceOf = (step: string) => services[step] ?? 'registry.enter';
const agencyOf = (step: string) => serviceOf(step).split('.')[0] ?? '';

export function rowsOf({ orm }: Database, route: string): Rows {
  const place = (step: string, instance = 0) => ({ route, step, instance });
  const rows: Rows = {
    step: async (step, values = {}) => {
      const row = {
        ...place(step, values.instance),
        service: serviceOf(step),
        agency: agencyOf(step),
        seq: 1,
        status: 'in-progress' as const,
        ...values,
      };
      await orm
        .insert(steps)
        .values(row)
        .onConflictDoUpdate({ target: [steps.route, steps.step, steps.instance], set: row });
    },
    done: async (step, body, instance = 0) => {
      await rows.step(step, { status: 'done', instance, attempts: 1, endedAt: new Date() });
      const key = effectKey({ ...place(step, instance), epoch: 1 });
      await orm.insert(answers).values({ key, ...place(step, instance), epoch: 1, body, ...kept('choir') });
      await orm
        .insert(outcomes)
        .values({ key, ...place(step, instance), epoch: 1, end: 'done', facts: {}, decidedBy: 'agency' });
    },
    refused: async (step, code, evidence) => {
      await rows.step(step, { status: 'refused', refusalCode: code, endedAt: new Date() });
      const key = effectKey({ ...place(step), epoch: 1 });
      await orm
        .insert(answers)
        .values({ key, ...place(step), epoch: 1, body: { evidence }, ...kept('choir') });
      await orm.insert(outcomes).values({
        key,
        ...place(step),
        epoch: 1,
        end: 'refused',
        code,
        facts: {},
        decidedBy: 'agency',
        at: new Date('2026-03-01T20:00:00Z'),
      });
    },
    task: async (values) => {
      const id = randomUUID();
      const step = values.step ?? 'agree';
      const kind = 'service' as const;
      await orm
        .insert(tasks)
        .values({ id, ...place(step), epoch: 1, kind, service: serviceOf(step), ...values });
      return id;
    },
    intent: async (step, transactionId) => {
      const key = effectKey({ ...place(step), epoch: 1 });
      const about = { service: serviceOf(step), agency: agencyOf(step), transactionId, bodyHash: 'hash' };
      await orm.insert(intents).values({ key, ...place(step), epoch: 1, ...about });
    },
    route: async (values) => {
      await orm.update(routes).set(values).where(eq(routes.id, route));
    },
  };
  return rows;
}
