import type { Catalogue } from '../../../notation/catalogue.ts';
import { startFacts } from '../../../notation/start-facts.ts';
import { message } from '../../../temporal/messages.ts';
import type { Journey, Rig } from './rig.ts';
import { done, down, inMs, refused, type Script } from './town.ts';

/** A branch of a real life event, told with people and agencies that exist on paper only. */
export interface RealStory {
  /** Name of the file with its history. */
  readonly name: string;
  readonly lifeEvent: string;
  readonly version: string;
  /** What conditions read of the event; nobody's data. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly script: Omit<Script, 'route'>;
  readonly help?: (route: Journey) => Promise<unknown>;
}

const couple = { medicalRecord: 'paper', mother: {}, father: {}, services: [] as string[] };
const company = { form: 'llc', taxRegime: 'turnover', bank: null, licence: null, founders: [{}, {}] };

const answerOf = (step: string, instance = 0, declined = false) => ({
  step,
  instance,
  task: `task ${step}/${instance}`,
  answer: 'row',
  declined,
});

const birthFacts = {
  record: () => done({ 'record.found': true }),
  marriage: () => done({ 'marriage.married': true }),
  order: () => done({ 'order.birthOrder': 1 }),
};
const founderFacts = {
  number: () => done({ '?item.pinfl': true }),
  duty: () => done({ 'duty.amount': 0 }),
};
const accepted = () => ({ is: 'accepted' }) as const;

/** The company's agency answers by callback. */
const registers = async (route: Journey) => {
  await route.saw('ordinary register');
  await route.handle.signal(message.agencyAnswered, {
    step: 'register',
    instance: 0,
    epoch: 1,
    inbox: 'row',
  });
};

const confirmed = async (route: Journey) => {
  await route.saw('open confirm.1');
  await route.update('answerTask', answerOf('confirm'));
  await route.update('answerTask', answerOf('confirm', 1));
};

/** One for each branch that makes other commands. */
export const realStories: readonly RealStory[] = [
  {
    name: 'birth-all-services',
    lifeEvent: 'child-birth',
    version: '2024-04-01',
    event: { ...couple, services: ['residence', 'clinic', 'kindergarten', 'benefit', 'id-card'] },
    script: {
      perform: {
        ...birthFacts,
        entitlement: () => done({ 'entitlement.entitled': true }),
        residence: accepted,
        'id-card': (_, count) => (count < 3 ? down() : done()),
      },
    },
    help: async (route) => {
      await route.saw('ordinary residence');
      await route.handle.signal(message.agencyAnswered, {
        step: 'residence',
        instance: 0,
        epoch: 1,
        inbox: 'row',
      });
    },
  },
  {
    name: 'birth-at-home-in-person',
    lifeEvent: 'child-birth',
    version: '2024-04-01',
    event: { ...couple, medicalRecord: null, father: null },
    script: { open: { visit: () => ({ dueAt: inMs(86_400_000) }) } },
    help: async (route) => {
      await route.saw('open visit');
      await route.update('answerTask', answerOf('visit'));
    },
  },
  {
    name: 'birth-clinic-full-then-another',
    lifeEvent: 'child-birth',
    version: '2020-09-01',
    event: { ...couple, services: ['clinic'] },
    script: {
      perform: { ...birthFacts, clinic: ({ epoch }) => (epoch === 1 ? refused('clinic-full') : done()) },
    },
    help: async (route) => {
      await route.saw('record clinic waiting-for-person clinic-full');
      await route.update('answerTask', { ...answerOf('clinic'), task: 'mend clinic/0' });
    },
  },
  {
    name: 'birth-number-stuck-then-retried',
    lifeEvent: 'child-birth',
    version: '2024-04-01',
    event: couple,
    script: {
      perform: {
        ...birthFacts,
        number: (_, count) => (count === 1 ? { is: 'stuck', reason: 'contract-broken' } : done()),
      },
    },
    help: async (route) => {
      await route.shows({ RouteHealth: 'stuck' });
      await route.update('retry', { step: 'number' });
    },
  },
  {
    name: 'birth-withdrawn',
    lifeEvent: 'child-birth',
    version: '2024-04-01',
    event: { ...couple, services: ['clinic', 'kindergarten', 'id-card'] },
    script: { perform: { ...birthFacts, 'id-card': () => down() } },
    help: async (route) => {
      await route.saw('ordinary id-card');
      await route.saw('quick kindergarten');
      await route.update('withdraw', {});
      await route.shows({ RouteHealth: 'stuck' });
      await route.update('skip', { step: 'id-card' });
    },
  },
  {
    name: 'birth-mother-died',
    lifeEvent: 'child-birth',
    version: '2024-04-01',
    event: { ...couple, services: ['benefit'] },
    script: {
      perform: {
        ...birthFacts,
        entitlement: () => done({ 'entitlement.entitled': true }),
        benefit: () => ({ is: 'stopped', because: 'death' }),
      },
    },
  },
  {
    name: 'company-founded',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ pinfl: '-' }, { pinfl: '-' }] },
    script: { perform: { ...founderFacts, register: accepted } },
    help: async (route) => {
      await confirmed(route);
      await registers(route);
    },
  },
  {
    name: 'company-founder-from-abroad',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ passport: '-' }] },
    script: { perform: { ...founderFacts, register: accepted } },
    help: async (route) => {
      await route.saw('open confirm-from-abroad');
      await route.update('answerTask', answerOf('confirm-from-abroad'));
      await registers(route);
    },
  },
  {
    name: 'company-founder-declines',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ pinfl: '-' }, { pinfl: '-' }] },
    script: { perform: founderFacts, settle: () => refused('declined') },
    help: async (route) => {
      await route.saw('open confirm.1');
      await route.update('answerTask', answerOf('confirm', 1, true));
    },
  },
  {
    name: 'company-founder-too-late',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ pinfl: '-' }] },
    script: {
      perform: founderFacts,
      open: { confirm: () => ({ dueAt: inMs(500) }) },
      late: () => refused('too-late'),
    },
  },
  {
    name: 'company-withdrawn-name-kept',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ pinfl: '-' }, { pinfl: '-' }] },
    script: { perform: founderFacts, undo: () => ({ is: 'stuck', reason: 'contract-broken' }) },
    help: async (route) => {
      await route.saw('open confirm.1');
      await route.update('answerTask', answerOf('confirm'));
      await route.update('withdraw', {});
      await route.shows({ StuckReason: 'undo-failed' });
      await route.update('skip', { step: 'name' });
    },
  },
  {
    name: 'company-director-died',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, founders: [{ pinfl: '-' }] },
    script: {
      perform: {
        ...founderFacts,
        warning: () => ({ is: 'skipped', because: 'person-dead' }),
        register: accepted,
      },
    },
    help: async (route) => {
      await route.saw('open confirm');
      await route.saw('quick warning');
      await route.update('answerTask', answerOf('confirm'));
      await registers(route);
    },
  },
  {
    name: 'company-register-down-for-long',
    lifeEvent: 'open-business',
    version: '2020-01-06',
    event: { ...company, form: 'sole-trader', founders: [{ pinfl: '-' }] },
    script: {
      perform: { ...founderFacts, register: (_, count) => (count < 6 ? down() : done()) },
      open: { register: () => ({ normAt: inMs(300) }) },
    },
    help: async (route) => {
      await route.saw('open confirm');
      await route.update('answerTask', answerOf('confirm'));
    },
  },
];

/** Lives a story through to its end; gives back its workflow's id. */
export async function live(rig: Rig, catalogue: Catalogue, story: RealStory): Promise<string> {
  const versions = catalogue.lifeEvents[story.lifeEvent] ?? [];
  const compiled = versions.find((one) => one.compiled.version === story.version)?.compiled;
  if (compiled === undefined) throw new Error(`There is no ${story.lifeEvent} of ${story.version}.`);
  const script = { ...story.script, route: compiled };
  const route = await rig.begin(script, startFacts(compiled, story.event), story.name);
  await story.help?.(route);
  await route.outcome();
  return route.id;
}
