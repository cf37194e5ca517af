import type { z } from 'zod';

/** A wrong field that shows only beside others: where it stands, and the key of its sentence (`invalid.<text>`). */
export interface Wrong {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/**
 * Checks of several fields together. They run whatever else is wrong, so that a person hears of everything at once;
 * therefore `find` gets the value as it came and must expect anything.
 */
export function crossFields<S extends z.ZodType>(schema: S, find: (value: unknown) => readonly Wrong[]): S {
  const checked = schema.superRefine(
    (value, context) => {
      for (const { path, text } of find(value))
        context.addIssue({ code: 'custom', path: [...path], params: { text } });
    },
    { when: () => true },
  );
  return checked;
}
