import fc from 'fast-check';
import { type Deed, readDeeds } from '../../../analysis/deeds/index.ts';
import { foldHistory } from '../../../analysis/fold/index.ts';
import { type Story, tellStory } from '../../../analysis/story/index.ts';
import { graph } from '../../engine/support/graph.ts';
import { committed, historyOf, prefix } from '../support/committed.ts';

const storyOf = (name: string): Story => tellStory(readDeeds(historyOf(name)));
const instants = ({ entries }: Story) => entries.map(({ at }) => at.getTime());
const ends = ({ entries }: Story) =>
  entries.flatMap(({ step, instance = 0, epoch, end }) =>
    end === undefined ? [] : [`${step} ${instance} ${epoch} ${end}`],
  );
const whats = ({ entries }: Story, step: string) =>
  entries.filter((entry) => entry.step === step).map(({ who, what }) => `${who} ${what}`);

describe.each(committed)('the story of %s', (name) => {
  const story = storyOf(name);

  it('begins once and closes once, with its outcome', () => {
    const { outcome } = foldHistory(historyOf(name)).route;

    expect(story.entries[0]?.what).toBe('begun');
    expect(story.entries.at(-1)).toMatchObject({ what: 'closed', outcome });
    expect(story.entries.filter(({ what }) => what === 'begun' || what === 'closed')).toHaveLength(2);
  });

  it('has the end of every step that ended, and none of them twice', () => {
    const ended = foldHistory(historyOf(name)).steps.filter(({ endedAt }) => endedAt !== null);
    const known = ended.map(({ step, instance, epoch, status }) => `${step} ${instance} ${epoch} ${status}`);

    expect(ends(story)).toEqual(expect.arrayContaining(known));
    expect(new Set(ends(story)).size).toBe(ends(story).length);
  });

  it('is told in the order of time, and no wait is longer than the whole', () => {
    const { totalMs, ...waits } = story.waits;

    expect(instants(story)).toEqual(instants(story).toSorted((one, other) => one - other));
    expect(totalMs).toBe((instants(story).at(-1) ?? 0) - (instants(story)[0] ?? 0));
    for (const ms of Object.values(waits)) expect(ms).toBeGreaterThanOrEqual(0);
    expect(Math.max(...Object.values(waits))).toBeLessThanOrEqual(totalMs);
  });
});

describe('the story of a route', () => {
  it('tells by which law it goes on, once that has changed', () => {
    const { entries } = storyOf('birth-in-2020-visit-then-by-the-law-of-2024');

    expect(entries.filter(({ what }) => what === 'amended')).toMatchObject([
      { who: 'law', why: '2024-04-01' },
    ]);
  });

  it('names the steps that a change of law brought, and their agencies', () => {
    const { entries } = storyOf('birth-in-2020-visit-then-by-the-law-of-2024');

    expect(entries.find(({ step, end }) => step === 'order' && end === 'done')).toMatchObject({
      title: "Look up the child's place among the mother's children",
      who: 'agency:civil-registry',
    });
    expect(entries.filter(({ step, title }) => step !== undefined && title === undefined)).toEqual([]);
  });

  it('tells a field that was mended: who refused, who waited, and that the agency decided anew', () => {
    expect(whats(storyOf('birth-clinic-full-then-another'), 'clinic')).toEqual([
      'agency:health refused',
      'engine waiting',
      'person mended',
      'agency:health settled',
    ]);
  });

  it('tells an answer before what follows from it, and once', () => {
    const { entries } = storyOf('company-founder-declines');
    const no = entries.findIndex(({ end, step }) => step === 'confirm' && end === 'refused');

    expect(entries[no]).toMatchObject({ who: 'person', what: 'refused', why: 'declined', instance: 1 });
    expect(entries.slice(no + 1).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['skipped', 'called', 'undone', 'closed']),
    );
    expect(entries.filter(({ what }) => what === 'answered')).toEqual([]);
  });

  it('tells a wait for an agency that was away as one wait, however often it was asked', () => {
    const { entries, waits } = storyOf('company-register-down-for-long');
    const register = entries.filter(({ step }) => step === 'register');
    const asked = register.find(({ what }) => what === 'called')?.at.getTime() ?? 0;
    const done = register.find(({ end }) => end === 'done');

    expect(register.map(({ what, why }) => why ?? what)).toEqual([
      ...['called', 'norm', 'AgencyUnavailable', 'away', 'called', 'settled'],
    ]);
    expect(done).toMatchObject({
      awaited: 'agency:business-register',
      tookMs: Number(done?.at) - asked,
    });
    expect(waits.agenciesMs).toBeGreaterThanOrEqual(Number(done?.tookMs));
  });

  it('tells what an officer had to decide, and how long it waited for that', () => {
    const { entries, waits } = storyOf('birth-number-stuck-then-retried');

    expect(whats({ entries } as Story, 'number')).toEqual([
      ...['engine stuck', 'officer retried', 'agency:personalisation settled'],
    ]);
    expect(entries.find(({ what }) => what === 'stuck')).toMatchObject({ why: 'contract-broken' });
    expect(entries.find(({ what }) => what === 'retried')).toMatchObject({ awaited: 'officer' });
    expect(waits.officersMs).toBeGreaterThan(0);
  });

  it('tells a term that ended as the work of the clock, and a death as why all stopped', () => {
    expect(whats(storyOf('company-founder-too-late'), 'confirm')).toContain('clock refused');
    expect(storyOf('birth-mother-died').entries.at(-1)).toMatchObject({ why: 'death', outcome: 'withdrawn' });
  });

  it('tells what could not be taken back as left, without another end', () => {
    const left = storyOf('company-withdrawn-name-kept').entries.find(({ what }) => what === 'left');

    expect(left).toMatchObject({ step: 'name', who: 'officer', why: 'undo-given-up' });
    expect(left).not.toHaveProperty('end');
  });
});

describe('the story of a term', () => {
  const route = graph('a b', { a: { title: 'Pay the fee' }, b: { title: 'Pay' } });
  const at = (second: number) => new Date(Date.UTC(2026, 10, 2, 9, 0, second));
  const of = { step: 'a', instance: 0, epoch: 1, seq: 1 };
  const friday = '2026-11-06T19:00:00.000Z';
  const later = '2026-11-13T19:00:00.000Z';
  const gave = (second: number, told: object): Deed =>
    ({ is: 'gave', at: at(second), activity: 'a', call: null, told }) as never;
  const reckoned = { by: 'reckon', is: 'reckoned', of, normAt: null, isPaused: false };
  const told = (...deeds: Deed[]) => {
    const begun: Deed = { is: 'begun', at: at(0), input: { route } as never };
    const whole = { deeds: [begun, ...deeds], input: { route } as never, isMoving: false, underWay: [] };
    return tellStory(whole).entries.slice(1);
  };

  it('says by how much an officer lengthened it', () => {
    const argument = { step: 'a', instance: 0, act: { is: 'extend', by: '5 working days' } } as const;
    const entries = told(
      gave(1, { by: 'open-step', of, status: 'in-progress', notBefore: null, dueAt: friday, normAt: null }),
      { is: 'message', at: at(2), name: 'setClock', argument },
      gave(3, { ...reckoned, dueAt: later }),
    );

    expect(entries).toMatchObject([{ who: 'officer', what: 'extended', by: '5 working days' }]);
  });

  it('does not say that the calendar moved the term of a mend which stayed', () => {
    const wrote = [{ step: 'a', instance: 0, epoch: 1, status: 'waiting-for-person', why: 'full' }];
    const entries = told(
      gave(1, { by: 'open-step', of, status: 'in-progress', notBefore: null, dueAt: friday, normAt: null }),
      gave(2, { by: 'record', seq: 2, wrote, tasks: [{ step: 'a', instance: 0, dueAt: later }] }),
      gave(3, { ...reckoned, dueAt: later }),
    );

    expect(entries.map(({ what }) => what)).toEqual(['waiting']);
  });

  it('names the step whose norm is over, also where the title of another begins alike', () => {
    expect(told({ is: 'rang', at: at(1), summary: 'Norm: Pay' })).toMatchObject([{ step: 'b' }]);
    const long = graph('a', { a: { title: 'Pay '.repeat(40) } });
    const begun = { deeds: [{ is: 'rang', at: at(1), summary: `Norm: ${'Pay '.repeat(23)}…` } as const] };
    const story = tellStory({ ...begun, input: { route: long } as never, isMoving: false, underWay: [] });
    expect(story.entries).toMatchObject([{ step: 'a' }]);
  });
});

describe('the story of a part of a route', () => {
  it('can be told of every part of every history, and is open until the end', () => {
    const parts = committed.flatMap((name) => {
      const history = historyOf(name);
      return (history.events ?? []).map((_, length) => prefix(history, length));
    });

    for (const part of parts) {
      const { outcome, entries } = tellStory(readDeeds(part));
      expect(outcome === null).toBe(entries.every(({ what }) => what !== 'closed'));
    }
    expect(parts.length).toBeGreaterThan(300);
  });

  it('can be told of histories that lost events or were put out of order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...committed), fc.infiniteStream(fc.nat()), (name, numbers) => {
        const events = [...(historyOf(name).events ?? [])].filter(() => numbers.next().value % 4 !== 0);
        const mixed = events.toSorted(() => (numbers.next().value % 2 === 0 ? 1 : -1));
        const story = tellStory(readDeeds({ events: mixed }));

        expect(instants(story)).toEqual(instants(story).toSorted((one, other) => one - other));
      }),
      { numRuns: 60 },
    );
  });
});
