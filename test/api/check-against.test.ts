import { z } from 'zod';
import { checkAgainst } from '../../api/checks/check-against.ts';
import { jsonSchemaOf } from '../../api/checks/json-schema.ts';

const Person = z.object({ pinfl: z.string().regex(/^\d{14}$/) });
const Foreigner = z.object({ passport: z.string(), country: z.string() });
const Share = z.object({ percent: z.number().gt(0).max(100) });
const Company = z.object({
  name: z.string().min(1).max(10),
  founders: z
    .array(z.union([Person, Foreigner]).and(Share))
    .min(1)
    .max(2),
  director: Person.nullable(),
  bank: z.object({ code: z.string(), branch: z.string().nullable() }).nullable(),
  founded: z.iso.date(),
  form: z.enum(['llc', 'sole']),
  capital: z.int().min(0),
});

const right = {
  name: 'Bulbul',
  founders: [{ pinfl: '1'.repeat(14), percent: 100 }],
  founded: '2026-01-31',
  form: 'llc',
  capital: 0,
};

const faults = (changed: object, schema: z.ZodType = Company) => {
  const checked = checkAgainst(schema, { ...right, ...changed });
  return checked.ok ? [] : checked.errors.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('a value from outside', () => {
  it('may leave out what may be null, at every depth', () => {
    const checked = checkAgainst(Company, { ...right, bank: { code: 'B1' } });

    expect(checked).toMatchObject({
      ok: true,
      value: { director: null, bank: { code: 'B1', branch: null } },
    });
  });

  it('may hold no field that nobody knows, at any depth', () => {
    expect(
      faults({ colour: 1, bank: { code: 'B', a: 1 }, founders: [{ ...right.founders[0], 'x/y': 1 }] }),
    ).toEqual(['/colour unknown-field', '/founders/0/x~1y unknown-field', '/bank/a unknown-field']);
  });

  it('is judged by the form that it comes closest to', () => {
    expect(faults({ founders: [{ passport: 'A1', percent: 1 }] })).toEqual(['/founders/0/country required']);
    expect(faults({ founders: [{ pinfl: '1', percent: 1 }] })).toEqual(['/founders/0/pinfl wrong-format']);
    expect(faults({ founders: [{ percent: 1 }] })).toEqual(['/founders/0/pinfl required']);
    expect(faults({ founders: [null] })).toContain('/founders/0 required');
  });

  it.each([
    [{ name: '' }, '/name empty'],
    [{ name: 'x'.repeat(11) }, '/name too-long'],
    [{ name: 1 }, '/name text-expected'],
    [{ name: null }, '/name required'],
    [{ name: undefined }, '/name required'],
    [{ founders: [] }, '/founders too-few'],
    [{ founders: {} }, '/founders list-expected'],
    [{ founders: [{ pinfl: '1'.repeat(14), percent: 0 }] }, '/founders/0/percent not-above'],
    [{ founders: [{ pinfl: '1'.repeat(14), percent: 101 }] }, '/founders/0/percent too-great'],
    [{ director: 'me' }, '/director object-expected'],
    [{ founded: '2026-02-30' }, '/founded date-expected'],
    [{ form: 'plc' }, '/form not-one-of'],
    [{ capital: 1.5 }, '/capital whole-number-expected'],
    [{ capital: '1' }, '/capital number-expected'],
    [{ capital: -1 }, '/capital too-little'],
  ])('is told what is wrong: %j', (changed, fault) => {
    expect(faults(changed)).toEqual([fault]);
  });

  it('cannot slip in properties of JavaScript', () => {
    const hostile = JSON.parse('{"__proto__":{"admin":true},"constructor":{},"name":"x"}') as unknown;
    const checked = checkAgainst(z.object({ name: z.string() }), hostile);

    expect(checked.ok ? [] : checked.errors.map(({ pointer }) => pointer)).toEqual([
      '/__proto__',
      '/constructor',
    ]);
    expect({}).not.toHaveProperty('admin');
  });

  it('is told the sentence that its schema names, with what fills its gaps', () => {
    const schema = z.object({
      day: z.string().refine(() => false, { params: { text: 'too-early', from: '2024' } }),
    });
    const checked = checkAgainst(schema, { day: 'x' });

    expect(checked).toEqual({
      ok: false,
      errors: [{ pointer: '/day', code: 'too-early', params: { from: '2024' } }],
    });
  });
});

describe('the JSON Schema that portals get', () => {
  it('says the same: no other fields, and which may be left out', () => {
    const schema = jsonSchemaOf(Company);

    expect(schema).toMatchObject({
      additionalProperties: false,
      required: ['name', 'founders', 'founded', 'form', 'capital'],
    });
  });
});
