import fc from 'fast-check';
import { z } from 'zod';
import { faultOf } from '../../activities/platform/hostile-json.ts';
import { normalise } from '../../activities/platform/normalise.ts';
import { wiredServices } from '../../activities/platform/wired-service.ts';
import { contracts } from './support/contracts.ts';
import { recorded } from './support/shapes.ts';

const services = wiredServices(contracts.services);

function wired(id: string) {
  const service = services.get(id);
  if (service === undefined) throw new Error(`no service ${id}`);
  return service;
}

const understand = (id: string, body: unknown) => normalise(wired(id), body, contracts.agencies);

describe('what an agency says', () => {
  it('is "taken in" only from a service that answers later', () => {
    expect(understand('registry.later', { status: 'accepted' })).toEqual({ is: 'accepted' });
    expect(understand('registry.polled', { status: 'accepted' })).toEqual({ is: 'pending' });
    expect(understand('registry.register', { status: 'accepted' })).toEqual({
      is: 'broken',
      why: '"taken in" from a service that answers at once',
    });
  });

  it('may be that another agency is responsible, if that agency is known', () => {
    const words = (responsible: string) => ({ status: 'readdressed', responsible });

    expect(understand('registry.register', words('justice'))).toEqual({
      is: 'readdressed',
      agency: 'justice',
    });
    expect(understand('registry.register', words('moon'))).toMatchObject({ is: 'broken' });
    expect(understand('registry.register', words('registry'))).toMatchObject({ is: 'broken' });
    expect(understand('registry.register', words('constructor'))).toMatchObject({ is: 'broken' });
  });

  it('is a broken contract when it refuses with a code that nobody declared', () => {
    const why = 'a refusal at "refusal.code" that is not declared';

    expect(understand('registry.register', { refusal: { code: 'because' } })).toEqual({ is: 'broken', why });
    expect(understand('registry.register', { refusal: { code: 'toString' } })).toEqual({ is: 'broken', why });
  });

  it('is told broken by its place, never by its value', () => {
    const body = {
      status: 'done',
      data: { actNumber: 31210632040244, pinfl: 'Karimova', bornOn: '2026-02-31' },
    };

    expect(understand('registry.register', body)).toEqual({
      is: 'broken',
      why: 'the answer breaks the contract at actNumber (invalid_type), pinfl (invalid_format), bornOn (invalid_format), issuedOn (invalid_type)',
    });
  });

  it('is no success where the success mark only looks alike', () => {
    expect(understand('finance.minfin', { pResult: '1', result: { data: {} } })).toMatchObject({
      is: 'broken',
    });
    expect(understand('tax.gnk', { success: 1, data: {} })).toMatchObject({ is: 'broken' });
  });

  it('is broken where the payload is no object, even if every field may be missing', () => {
    const service = { ...wired('tax.gnk'), answer: z.object({ place: z.string().optional() }) };
    const read = (data: unknown) => normalise(service, { success: true, data }, contracts.agencies);

    expect(read({})).toEqual({ is: 'answered', answer: {} });
    expect(read('text')).toEqual({ is: 'broken', why: 'what stands at "data" is no object' });
    expect(read([{ place: 'x' }])).toMatchObject({ is: 'broken' });
    expect(read(null)).toEqual({ is: 'broken', why: 'success without a payload at "data"' });
  });

  it('may be success and nothing more, where nothing more is asked for', () => {
    const service = { ...wired('tax.gnk'), answer: z.object({}) };

    expect(normalise(service, { success: true }, contracts.agencies)).toEqual({ is: 'answered', answer: {} });
  });

  it('can be any JSON whatever: nothing throws, and no answer breaks the schema', () => {
    const bodies = recorded.flatMap(([, shapes]) => [
      shapes.success,
      shapes.notFound,
      shapes.ofAnotherService,
    ]);
    const spoilt = fc
      .tuple(fc.constantFrom(...bodies), fc.string(), fc.jsonValue())
      .map(([{ body }, name, value]) => spoil(body, name, value));
    const wild = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      spoilt,
      fc.constantFrom(...bodies.map(({ body }) => body)),
    );
    const seen = new Set<string>();

    fc.assert(
      fc.property(fc.constantFrom(...services.keys()), wild, (id, body) => {
        const answer = understand(id, body);
        seen.add(answer.is);
        if (answer.is !== 'answered') return true;
        return services.get(id)?.answer.safeParse(answer.answer).success === true;
      }),
      { numRuns: 3000 },
    );
    expect(seen).toEqual(new Set(['answered', 'broken', 'not-found']));
  });
});

describe('JSON from outside', () => {
  it('may be 20 levels deep and no deeper', () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

    expect(faultOf(nested(21))).toBeUndefined();
    expect(faultOf(nested(22))).toBe('the answer is nested deeper than 20 levels');
  });

  it('may not name a prototype', () => {
    expect(faultOf(JSON.parse('{"a":[{"__proto__":{"admin":true}}]}'))).toBe(
      'the answer has a field named __proto__',
    );
  });
});

/** Puts a value at a random field of a recorded body. */
function spoil(body: unknown, name: string, value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = Object.keys(copy);
  copy[names[name.length % names.length] ?? name] = value;
  return copy;
}
