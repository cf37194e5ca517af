import { loadCatalogue } from '../../catalogue/load.ts';
import { misbehaviours } from '../../chaos/faults/agencies.ts';
import { hurts } from '../../chaos/faults/plan.ts';
import { troubles } from '../../chaos/faults/wires.ts';
import { journeyOf } from '../../chaos/people/journey.ts';
import { modes } from '../../simulator/control/modes.ts';

const today = '2026-11-19';
const hundreds = Array.from({ length: 400 }, (_, index) => journeyOf('a', index, today));

function first<Item>(count: number, items: Iterator<Item>): Item[] {
  return Array.from({ length: count }, () => items.next().value as Item);
}

describe('what a seed makes of people', () => {
  it('is the same for the same seed and number, and other for another seed', () => {
    expect(journeyOf('a', 7, today)).toEqual(journeyOf('a', 7, today));
    expect(hundreds).not.toEqual(hundreds.map(({ index }) => journeyOf('b', index, today)));
  });

  it('walks all life events and conducts, and shares nobody between two routes', () => {
    const lifeEvents = new Set(hundreds.map(({ body }) => body.lifeEvent));
    const conducts = new Set(hundreds.map(({ conduct }) => conduct.people));
    const people = hundreds.map(({ body }) => body.person.pinfl.slice(0, 10));

    expect([...lifeEvents].sort()).toEqual(['child-birth', 'open-business', 'rehearsal']);
    expect([...conducts].sort()).toEqual(['answer', 'decline', 'never']);
    expect(hundreds.some(({ conduct }) => conduct.withdrawAfterMs !== null)).toBe(true);
    expect(hundreds.some(({ conduct }) => conduct.officers === 'leave')).toBe(true);
    expect(new Set(people).size).toBe(people.length);
  });

  it('reports events that the life events take', async () => {
    const { lifeEvents } = await loadCatalogue(['catalogue/uz', 'chaos/catalogue']);
    const faults = hundreds.flatMap(({ index, body }) => {
      const read = lifeEvents[body.lifeEvent]?.at(-1)?.definition.event.safeParse(body.event);
      return read?.success === true ? [] : [`${index}: ${JSON.stringify(read?.error.issues)}`];
    });

    expect(faults).toEqual([]);
  });
});

describe('what a seed makes of processes and agencies', () => {
  it('hurts every process in every way, in the same order again', () => {
    const plan = first(300, hurts('a'));

    expect(plan).toEqual(first(300, hurts('a')));
    expect(plan).not.toEqual(first(300, hurts('b')));
    expect(new Set(plan.map(({ target, how }) => `${target} ${how}`)).size).toBe(4 * 3 + 2 * 2);
    expect(plan.some((hurt) => hurt.how === 'stop' && hurt.ms > 8_000)).toBe(true);
  });

  it('breaks every wire in every way, in the same order again, now and then for longer than a task may take', () => {
    const plan = first(600, troubles('a'));

    expect(plan).toEqual(first(600, troubles('a')));
    expect(plan).not.toEqual(first(600, troubles('b')));
    expect(new Set(plan.map(({ between, how }) => `${between} ${how}`)).size).toBe(7 * 7);
    expect(plan.some(({ ms }) => ms > 10_000)).toBe(true);
  });

  it('lets agencies misbehave in every way that the simulator knows, but that a call is theirs who does not exist', async () => {
    const catalogue = await loadCatalogue(['catalogue/uz', 'chaos/catalogue']);

    const told = new Set(first(600, misbehaviours(catalogue, 'a')).map(({ mode }) => mode));

    expect([...told].sort()).toEqual(modes.filter((mode) => mode !== 'ok' && mode !== 'theirs').toSorted());
  });
});
