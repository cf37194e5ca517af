import { z } from 'zod';
import type { After } from '../../db/route-list.ts';

/** Ids of life events, agencies, steps and purposes. */
export const Name = z.string().regex(/^[A-Za-z][\w.-]{0,99}$/);

/** `2026-11-22` */
export const Day = z.iso.date().meta({ description: 'A calendar date.' });

/** ISO 8601 with offset. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .meta({ description: 'An instant, ISO 8601 with offset.' });

const Place = z.object({ at: z.string().regex(/^\d{1,17}$/), id: z.string().max(200) });

/** Opaque to callers: where the next page begins. */
export const Cursor = z
  .string()
  .max(600)
  .refine((text) => afterOf(text) !== undefined, { params: { text: 'unknown-cursor' } })
  .meta({ description: 'The `next` of the page before. Opaque.' });

export const Limit = z
  .string()
  .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100, {
    params: { text: 'limit-range' },
  })
  .meta({ description: 'Items on a page, 1 to 100; 50 where nothing is said.' });

/** The same in a body, where a number is a number. */
export const LimitInBody = z.int().min(1).max(100).optional();

export const usualLimit = 50;

export function cursorOf(after: After | null): string | null {
  return after && Buffer.from(JSON.stringify([after.at, after.id])).toString('base64url');
}

/** The place a cursor stands for; undefined for a text that no page of ours gave. */
export function afterOf(cursor: string): After | undefined {
  const place = Place.safeParse(parsed(cursor));
  return place.success ? place.data : undefined;
}

function parsed(cursor: string): unknown {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    return { at, id };
  } catch {
    return undefined;
  }
}

/** A page of items, as all lists give it. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  });
}
