import fc from 'fast-check';
import { z } from 'zod';
import { is, present } from '../../notation/conditions.ts';
import { from } from '../../notation/references.ts';
import type { PlatformAnswer } from '../../activities/platform/index.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const ask = serviceOf('registry.ask', {
  input: z.object({ person: z.string(), name: z.string() }),
  whenNotFound: { number: '', married: false },
});
const wire = serviceOf('bank.wire', { agency: 'bank', repeat: 'never', input: ask.input });
const confirm = serviceOf('registry.confirm', { kind: 'task' });
const catalogue = catalogueOf(ask, wire, confirm);
const input = { person: from('event.person'), name: from('event.name') };
const route = routeOf(catalogue, {
  ask: { service: 'registry.ask', input },
  wire: { service: 'bank.wire', input },
  next: {
    service: 'registry.ask',
    needs: ['ask', 'wire'],
    when: is('ask.married', true),
    input: { person: from('ask.number', ''), name: '' },
  },
  last: { service: 'registry.ask', needs: ['ask'], when: present('ask.number'), input },
  confirm: { service: 'registry.confirm', by: 'applicant', input: { person: from('event.person') } },
});

/** Long enough not to turn up by chance. */
const secret = fc.uuid();
const reply = (secrets: readonly string[]): fc.Arbitrary<PlatformAnswer> => {
  const [one = ''] = secrets;
  return fc.constantFrom<PlatformAnswer>(
    { is: 'answered', answer: { number: one, married: true } },
    { is: 'answered', answer: { number: `${one}\u0000`, married: true } },
    { is: 'refused', code: 'wrong-clinic', evidence: one },
    { is: 'refused', code: 'not-declared', evidence: one },
    { is: 'not-found' },
    { is: 'broken', why: 'a field is missing' },
    { is: 'unavailable', because: 'timeout', retryAfterMs: null, mayHaveReached: true },
  );
};

function everythingOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return JSON.stringify(thrown);
  const { message, stack, cause } = thrown;
  return [message, stack, JSON.stringify(thrown), everythingOf(cause ?? null)].join(' ');
}

describe('what leaves an activity', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set(catalogue);
  });
  afterAll(() => stage.strike());

  it('holds nothing personal: no value of the event, of an answer, of evidence, in results, failures or logs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .tuple(secret, secret, secret)
          .chain((secrets) => fc.record({ secrets: fc.constant(secrets), reply: reply(secrets.slice(2)) })),
        fc.constantFrom('ask', 'wire'),
        fc.constantFrom('quick' as const, 'ordinary' as const),
        async ({ secrets, reply: said }, step, pace) => {
          const [person, name] = secrets;
          const id = await stage.enter({ route, event: { person, name } });
          stage.logged.length = 0;
          stage.platform.next(said);
          const service = step === 'ask' ? 'registry.ask' : 'bank.wire';
          const performed = stage.perform(service, callOf(id, step), { pace });
          const told = await performed.then((result) => JSON.stringify(result), everythingOf);
          const opened = await stage.engine('open-step', callOf(id, 'confirm', { seq: 2 }));

          const left = `${told} ${JSON.stringify(opened)} ${JSON.stringify(stage.logged)}`;
          expect(secrets.filter((one) => left.includes(one))).toEqual([]);
          await stage.rows('update gates set failures = 0, opened_at = null');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is checked against values that are really there: without the guard a failure would quote them', async () => {
    const id = await stage.enter({ route, event: { person: 'P', name: 'quoted-by-postgres' } });
    const insert = stage.rows('insert into personal.answers values ($1, $2)', id, 'quoted-by-postgres');
    const { detail } = (await insert.catch((error: unknown) => error)) as { detail?: string };
    expect(detail).toContain('quoted-by-postgres');
  });
});
