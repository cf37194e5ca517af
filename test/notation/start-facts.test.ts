import fc from 'fast-check';
import { compile } from '../../notation/compile.ts';
import { factsOf, valueAt } from '../../notation/facts.ts';
import { startFacts } from '../../notation/start-facts.ts';
import { good } from './types/good.ts';
import { agencies, services } from './types/services.ts';

describe('What a route starts with', () => {
  const route = compile(good, { agencies, services });
  const event = {
    record: 'II-TOSHKENT 1234567',
    bornOn: '2026-01-02',
    name: 'Nobody',
    married: true,
    place: 'home',
    wishes: ['home'],
    mother: { pinfl: '41234567890123' },
    father: { pinfl: '31234567890123' },
    founders: [
      { pinfl: '31234567890124', share: 60 },
      { tin: '123456789', share: 40 },
    ],
  };

  it('is what conditions read of the event, and nothing else of it', () => {
    expect(startFacts(route, event).facts).toEqual({
      'event.married': true,
      'event.place': 'home',
      'event.wishes': ['home'],
      'event.bornOn': '2026-01-02',
      '?event.father': true,
      '?event.father.pinfl': true,
    });
  });

  it('has one entry for each element that a step walks over', () => {
    expect(startFacts(route, event).items).toEqual({
      confirm: [
        { 'item.share': 60, '?item.pinfl': true },
        { 'item.share': 40, '?item.pinfl': false },
      ],
      look: [{}, {}],
      ask: [{}, {}],
    });
  });

  it('takes a list that is missing or null as empty', () => {
    for (const founders of [null, undefined])
      expect(startFacts(route, { ...event, founders }).items['look']).toEqual([]);
  });

  it('holds no personal number', () => {
    expect(JSON.stringify(startFacts(route, event))).not.toMatch(/\d{9}/);
  });
});

describe('The facts of a value', () => {
  const key = fc.stringMatching(/^[a-d]$/);
  const tree = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.uuid(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.uuid(), { maxLength: 2 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  const paths = fc.array(fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.')));

  it('are exactly those that were asked for', () => {
    fc.assert(
      fc.property(tree, paths, paths, (value, values, present) => {
        const keys = Object.keys(factsOf(value, { values, present }, 'event'));
        const asked = [...values.map((path) => `event.${path}`), ...present.map((path) => `?event.${path}`)];
        expect(new Set(keys)).toEqual(new Set(asked));
      }),
    );
  });

  it('never hold a value that was not asked for by content', () => {
    fc.assert(
      fc.property(tree, paths, paths, (value, values, present) => {
        const asked = JSON.stringify(values.map((path) => valueAt(value, path)));
        const facts = JSON.stringify(factsOf(value, { values, present }, 'event'));
        const leaked = (facts.match(/[0-9a-f-]{36}/g) ?? []).filter((leaf) => !asked.includes(leaf));
        expect(leaked).toEqual([]);
      }),
    );
  });

  it('never hold a whole object, only single values and lists of them', () => {
    fc.assert(
      fc.property(tree, paths, (value, values) => {
        for (const fact of Object.values(factsOf(value, { values, present: [] }, 'event')))
          expect(fact === null || typeof fact !== 'object' || Array.isArray(fact)).toBe(true);
      }),
    );
    const people = { founders: [{ pinfl: '1' }] };
    expect(factsOf(people, { values: ['founders'], present: [] }, 'event')).toEqual({
      'event.founders': null,
    });
  });

  it('tell whether a value is there: null and missing are not', () => {
    const reads = { values: [], present: ['a', 'b', 'c', 'd'] };
    expect(factsOf({ a: 0, b: null, d: '' }, reads, 'x')).toEqual({
      '?x.a': true,
      '?x.b': false,
      '?x.c': false,
      '?x.d': true,
    });
  });

  it('do not find what every object inherits', () => {
    expect(factsOf({}, { values: ['constructor.name'], present: ['toString'] }, 'x')).toEqual({
      'x.constructor.name': null,
      '?x.toString': false,
    });
  });
});
