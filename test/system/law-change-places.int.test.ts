import { type Hayot, startHayot } from './support/hayot.ts';
import {
  all,
  born,
  founded,
  isAsked,
  officer,
  type Place,
  stands,
  type Standing,
  type Town,
  withdraw,
} from './support/law-places.ts';
import { lateServer } from './support/late-server.ts';
import { lawChange } from './support/law-change.ts';
import { daysAgo, person } from './support/people.ts';
import { isClosed, Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

jest.setTimeout(180_000);

const undos = ['health.leave-clinic', 'preschool.leave-queue', 'business-register.release-name'];
const catalogue = { CATALOGUE: 'catalogue/uz:test/fixtures/later-law' };
const garbage = { mode: 'garbage' };
const old = { bornOn: '2024-03-20' };
const pay = { answer: { payout: { kind: 'card', value: '8600000000000000' } } };
const visiting = {
  ...{ medicalRecord: null, place: 'home', enough: isAsked('visit') },
  body: { answer: { visitedOn: daysAgo(0), confirmation: '20260117' } },
};
/** Both wishes fulfilled, and one thing more asked: where the benefit is to be paid. */
const fulfilled = {
  ...{ services: ['clinic', 'kindergarten', 'benefit'], clinic: 'CL-1726-012', kindergarten: 'KG-1726-101' },
  ...{ payout: null, body: pay },
  enough: all(stands('clinic', 'done'), stands('kindergarten', 'done'), isAsked('benefit')),
};
/** The clinic that was chosen is full: another one is to be named. */
const clinicIsFull = (town: Town, changes: object = {}) =>
  born(town, {
    ...{ ...changes, mother: person('female', 904), services: ['clinic'], clinic: 'CL-1726-012' },
    ...{ body: { answer: { clinic: 'CL-1726-077' } }, enough: isAsked('clinic') },
  });

/** The clinic, and then the kindergarten. */
async function oneAfterTheOther(town: Town, changes: object = {}): Promise<Standing> {
  const service = 'preschool.join-queue';
  await town.behave(service, garbage);
  const enough = all(stands('clinic', 'done'), stands('kindergarten', 'stuck'), isAsked('benefit'));
  const standing = await born(town, { ...fulfilled, ...changes, enough });
  await town.behave(service, null);
  await officer(town, 'preschool', `${standing.id}/steps/kindergarten/retry`);
  await town.portal.follow(standing.id, () => undefined, fulfilled.enough);
  return standing;
}

/** Withdrawn, while taking one act back fails; `onward`: its agency tries it again. */
async function halfUndone(town: Town, steps: readonly string[] | null, changes: object): Promise<Standing> {
  await town.behave('preschool.leave-queue', garbage);
  const { id, onward } = await oneAfterTheOther(town, changes);
  await withdraw(town, id, steps);
  await town.portal.follow(id, () => undefined, stands('kindergarten', 'stuck'));
  await town.behave('preschool.leave-queue', null);
  const goOn = async () => {
    await officer(town, 'preschool', `${id}/steps/kindergarten/retry`);
    if (steps !== null) await onward();
  };
  return { id, onward: goOn };
}

const births2020: readonly Place[] = [
  {
    is: 'waits for the parents to come, and is late',
    reach: (town) => born(town, { ...old, ...visiting }),
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'is stuck at its first step',
    reach: async (town) => {
      await town.behave('health.birth-record', garbage);
      const { id } = await born(town, { ...old, body: {}, enough: stands('record', 'stuck') });
      await town.behave('health.birth-record', null);
      return { id, onward: () => officer(town, 'health', `${id}/steps/record/retry`) };
    },
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'waits for another clinic to be named, the first one being full',
    reach: (town) => clinicIsFull(town, old),
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'has done all but to pay the benefit',
    reach: (town) => born(town, { ...old, ...fulfilled }),
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'has lost one wish by withdrawal, and goes on',
    reach: async (town) => {
      const standing = await born(town, { ...old, ...fulfilled });
      await withdraw(town, standing.id, ['clinic']);
      await town.portal.follow(standing.id, () => undefined, stands('clinic', 'undone'));
      return standing;
    },
    then: 'moved',
    outcome: 'complete',
    undone: ['health.leave-clinic'],
  },
  {
    is: 'is withdrawn, and one act cannot be taken back',
    reach: (town) => halfUndone(town, null, old),
    then: 'every step has met its end: the route is closing',
    outcome: 'withdrawn',
    undone: ['preschool.leave-queue', 'health.leave-clinic'],
  },
  {
    is: 'has lost one wish by withdrawal, which cannot be taken back',
    reach: (town) => halfUndone(town, ['kindergarten'], old),
    then: 'moved',
    outcome: 'complete',
    undone: ['preschool.leave-queue'],
  },
  {
    is: "waits for an agency's callback, and its clock is stopped",
    reach: async (town) => {
      await town.behave('interior.register-residence', { mode: 'later', delayMs: 5_000 });
      const enough = stands('residence', 'waiting-for-agency');
      const { id } = await born(town, { ...old, services: ['residence'], body: {}, enough });
      town.cutCallbacks();
      await town.behave('interior.register-residence', null);
      await officer(town, 'interior', `${id}/steps/residence/pause`);
      return { id, onward: () => officer(town, 'interior', `${id}/steps/residence/resume`) };
    },
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'waits for an agency that is away',
    reach: async (town) => {
      await town.behave('civil-registry.marriage', { mode: 'down' });
      const enough = stands('marriage', 'in-progress', 'waiting-for-agency');
      const { id } = await born(town, { ...old, body: {}, enough });
      return { id, onward: () => town.behave('civil-registry.marriage', null) };
    },
    then: 'moved',
    outcome: 'complete',
  },
];

const births2024: readonly Place[] = [
  {
    is: 'waits for the parents to come, and its clock is stopped',
    reach: async (town) => {
      const { id, onward } = await born(town, visiting);
      await officer(town, 'civil-registry', `${id}/steps/visit/pause`);
      return { id, onward };
    },
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'has done what the new law drops',
    reach: (town) => born(town, fulfilled),
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'has done what the new law drops, and is withdrawn after it has moved',
    reach: async (town) => {
      const { id } = await oneAfterTheOther(town);
      return { id, onward: () => withdraw(town, id) };
    },
    then: 'moved',
    outcome: 'withdrawn',
    undone: ['preschool.leave-queue', 'health.leave-clinic'],
  },
  {
    is: 'has refused what the new law drops, and waits for the person to mend it',
    reach: (town) => clinicIsFull(town),
    then: 'clinic is under way, and the new version does not have it',
    outcome: 'complete',
  },
  {
    is: 'takes back what the new law drops, and cannot',
    reach: (town) => halfUndone(town, ['kindergarten'], {}),
    then: 'moved',
    outcome: 'complete',
    undone: ['preschool.leave-queue'],
  },
];

const companies: readonly Place[] = [
  {
    is: 'has the word of one founder of two',
    reach: (town) =>
      founded(town, [person('male'), person('female')], { enough: ({ yourTurn }) => yourTurn.length === 1 }),
    then: 'moved',
    outcome: 'complete',
  },
  {
    is: 'waits for another bank to be named, which the new law asks for in other cases',
    reach: async (town) => {
      const director = person('male', 913);
      const body = { answer: { bank: 'BANK-2' }, proof: { kind: 'oneid', value: 'session' } };
      return founded(town, [director], { bank: 'BANK-1', enough: isAsked('account'), body });
    },
    then: 'account is under way, and differs in the new version in when',
    outcome: 'complete',
  },
  {
    is: 'waits for a licence that the new law drops',
    reach: async (town) => {
      await town.behave('licensing.apply', { mode: 'later', delayMs: 5_000 });
      const enough = stands('licence', 'waiting-for-agency');
      const standing = await founded(town, [person('male')], { licence: 'LIC-1', enough });
      town.cutCallbacks();
      await town.behave('licensing.apply', null);
      return standing;
    },
    then: 'licence is under way, and the new version does not have it',
    outcome: 'complete',
  },
];

describe.each([
  ['births by the law of 2020, when that of 2024 reaches back', ['child-birth', '2024-04-01'], births2020],
  ['births by the law of 2024, when a later one drops acts', ['child-birth', '2030-01-01'], births2024],
  ['companies, when a later law drops and changes acts', ['open-business', '2030-01-01'], companies],
] as const)('%s', (_, law, places) => {
  let hayot: Hayot;
  let town: Town;
  let cutCallbacks: () => void;
  let said = '';
  let previewed = '';
  const standing = new Map<string, Standing>();
  beforeAll(async () => {
    const inbox = { host: '127.0.0.1', port: 0 };
    const callbacks = await lateServer(inbox);
    await callbacks.come();
    hayot = await startHayot({ ...catalogue, CALLBACK_URL: `http://${callbacks.address}` });
    inbox.port = Number(new URL(hayot.api).port);
    cutCallbacks = () => callbacks.leave();
    const behave = async (service: string, mode: object | null) => {
      const put = {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(mode),
      };
      const answer = await fetch(
        `${hayot.simulator}/services/${service}`,
        mode === null ? { method: 'DELETE' } : put,
      );
      if (!answer.ok) throw new Error(`${service}: ${await answer.text()}`);
    };
    town = { portal: new Portal(hayot), behave, cutCallbacks };
    for (const { is, reach } of places) standing.set(is, await reach(town));
    previewed = (await lawChange(hayot, ['preview', ...law, '--also-before', '--list'], catalogue)).said;
    said = (
      await lawChange(hayot, ['apply', ...law, '--also-before', '--reason', 'It reaches back'], catalogue)
    ).said;
    cutCallbacks();
    await callbacks.come();
    await Promise.all([...standing.values()].map(({ onward }) => onward()));
  });
  afterAll(async () => {
    cutCallbacks();
    await hayot.stop();
  });

  it.each(places.map((place) => [place.is, place] as const))(
    'a route that %s',
    async (is, { then, outcome, undone = [] }) => {
      const { id } = standing.get(is) ?? { id: '' };
      const closed = await town.portal.follow(id, () => undefined, isClosed);

      expect(said).toContain(`${id}: ${then === 'moved' ? then : `must not (${then})`}\n`);
      expect(closed.outcome).toBe(outcome);
      expect(closed.version === law[1]).toBe(then === 'moved');
      expect((await effects(id)).filter((service) => undos.includes(service))).toEqual(undone);
    },
  );

  /** What agencies did for a route, in order, as they themselves say. */
  async function effects(id: string): Promise<string[]> {
    const answer = await fetch(`${hayot.simulator}/ledger?route=${id}`);
    const { entries } = (await answer.json()) as { entries: { service: string; effect: boolean }[] };
    return entries.filter(({ effect }) => effect).map(({ service }) => service);
  }

  it('is previewed as it comes', () => {
    const count = places.filter(({ then }) => then === 'moved').length;
    expect(previewed).toContain(`${count} could move, ${places.length - count} must not.`);
    expect(said).toContain(`${count} moved, ${places.length - count} must not, 0 failed.`);
  });

  rowsFollowFromHistories(() => hayot);
});
