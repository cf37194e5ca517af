import fc from 'fast-check';
import { z } from 'zod';
import { fieldSchema, isPersonalAt, personalPaths, withoutPersonal } from '../../notation/personal.ts';
import { isoDate, personal } from '../../notation/schema.ts';
import { planted } from './planted.ts';
import { event } from './types/services.ts';

const tree: z.ZodType = z.object({
  name: personal(z.string()),
  size: z.number(),
  get branches() {
    return z.array(tree);
  },
});

describe('The mark of personal values', () => {
  it('stays on a schema through everything zod can do to it', () => {
    const number = personal(z.string());
    const schemas = [
      number,
      number.nullable(),
      number.optional(),
      number.nullish(),
      number.default('1' as never),
      number.readonly(),
      number.refine((text) => text !== ''),
      number.describe('a number'),
      number.meta({ title: 'Number' }),
      number.pipe(z.any()),
      z.lazy(() => number),
      z.union([z.number(), number]),
      personal(number),
      personal(z.string().describe('described before')),
    ];
    for (const schema of schemas) expect(personalPaths(schema)).toEqual(['']);
  });

  it('shows in the JSON Schema that portals get', () => {
    expect(z.toJSONSchema(personal(z.string()))).toMatchObject({ type: 'string', personal: true });
  });

  it('keeps what was said of the schema before', () => {
    expect(personal(z.string().meta({ title: 'Number' })).meta()).toEqual({
      title: 'Number',
      personal: true,
    });
  });
});

describe('The personal paths of a schema', () => {
  it('name every marked place, in objects, lists and all forms of a union', () => {
    expect(personalPaths(event)).toEqual(['record', 'mother.pinfl', 'father.pinfl', 'founders.*.pinfl']);
  });

  it('end where a schema contains itself', () => {
    expect(personalPaths(tree)).toEqual(['name']);
    expect(
      withoutPersonal(tree, { name: 'a', size: 1, branches: [{ name: 'b', size: 2, branches: [] }] }),
    ).toEqual({
      size: 1,
      branches: [{ size: 2, branches: [] }],
    });
  });

  it('see records, catch-alls and intersections', () => {
    expect(personalPaths(z.record(z.string(), personal(z.string())))).toEqual(['*']);
    expect(personalPaths(z.record(personal(z.string()), z.string()))).toEqual(['']);
    expect(personalPaths(z.object({}).catchall(personal(z.string())))).toEqual(['*']);
    expect(personalPaths(z.object({ a: z.string() }).and(z.object({ b: personal(z.string()) })))).toEqual([
      'b',
    ]);
  });
});

describe('A value without what is personal', () => {
  const founders = [
    { pinfl: '31234567890123', share: 60 },
    { tin: '123456789', share: 40 },
  ];

  it('has lost every marked field and kept the others', () => {
    const value = { record: 'II-1', bornOn: '2026-01-02', mother: { pinfl: '4' }, father: null, founders };
    expect(withoutPersonal(event, value)).toEqual({
      bornOn: '2026-01-02',
      mother: {},
      father: null,
      founders: [{ share: 60 }, { tin: '123456789', share: 40 }],
    });
  });

  it('has lost fields that the schema does not know', () => {
    const value = { a: '1', pinfl: '2', person: { pinfl: '3' }, people: ['4'], nobody: null };
    expect(withoutPersonal(z.object({ a: z.string() }), value)).toEqual({ a: '1' });
  });

  it('has lost what does not fit the schema at all', () => {
    expect(withoutPersonal(z.object({ a: z.object({ b: z.string() }) }), { a: '31234567890123' })).toEqual(
      {},
    );
    expect(withoutPersonal(z.object({ a: z.string() }), { a: { b: 'x' } })).toEqual({ a: {} });
  });

  it('keeps open text that stands beside an object in a union', () => {
    const schema = z.object({ where: z.union([z.string(), z.object({ name: personal(z.string()) })]) });
    expect(withoutPersonal(schema, { where: 'Tashkent' })).toEqual({ where: 'Tashkent' });
    expect(withoutPersonal(schema, { where: { name: 'Nobody' } })).toEqual({ where: {} });
  });

  it('is nothing where the whole is marked', () => {
    expect(withoutPersonal(personal(z.object({ a: z.string() })), { a: '1' })).toBeUndefined();
  });

  it('keeps what a schema allows without looking', () => {
    expect(withoutPersonal(z.object({ any: z.unknown() }), { any: { a: [1] } })).toEqual({ any: { a: [1] } });
  });

  it('never holds a value that was marked, however deep it was planted', () => {
    fc.assert(
      fc.property(planted, ({ schema, value, secret }) => {
        const kept = JSON.stringify([withoutPersonal(schema, value)]);
        expect(secret.filter((text) => kept.includes(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('still holds every value that was not', () => {
    fc.assert(
      fc.property(planted, ({ schema, value, open }) => {
        const kept = JSON.stringify([withoutPersonal(schema, value)]);
        expect(open.filter((text) => !kept.includes(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the value it was given as it was', () => {
    fc.assert(
      fc.property(planted, ({ schema, value }) => {
        const before = JSON.stringify(value);
        withoutPersonal(schema, value);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });
});

describe('Whether a path is personal', () => {
  it.each([
    ['record', true],
    ['bornOn', false],
    ['father.pinfl', true],
    ['father', false],
    ['founders.0.pinfl', true],
    ['founders.*.share', false],
  ])('%s: %s', (path, answer) => {
    expect(isPersonalAt(event, path)).toBe(answer);
  });

  it('is so below a mark', () => {
    expect(isPersonalAt(z.object({ a: personal(z.object({ b: z.string() })) }), 'a.b')).toBe(true);
  });
});

describe('The schema of one field', () => {
  const service = z.object({
    clinic: z.string().min(2),
    address: z.object({ cadastralNumber: z.string(), since: isoDate().optional() }).nullable(),
    payout: z.union([z.object({ kind: z.literal('card') }), z.object({ kind: z.literal('post') })]),
  });

  it('is the very one that was declared', () => {
    expect(fieldSchema(service, 'clinic')).toBe(service.shape.clinic);
  });

  it('is found through parts that may be missing', () => {
    const schema = fieldSchema(service, 'address.since');
    expect(schema?.safeParse('2026-02-28').success).toBe(true);
    expect(schema?.safeParse('2026-02-30').success).toBe(false);
  });

  it('takes what any form of a union takes', () => {
    const schema = fieldSchema(service, 'payout.kind');
    expect(['card', 'post', 'cash'].map((kind) => schema?.safeParse(kind).success)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is an element’s below a list', () => {
    expect(fieldSchema(event, 'founders.0.share')?.safeParse(5).success).toBe(true);
    expect(fieldSchema(event, 'founders.share')).toBeUndefined();
  });

  it.each(['clinik', 'clinic.name', 'address.constructor', '__proto__', ''])(
    'does not exist for "%s"',
    (path) => {
      expect(fieldSchema(service, path)).toBeUndefined();
    },
  );
});
