import { failure } from '../../../temporal/messages.ts';
import {
  accepted,
  answers,
  callsBack,
  cancels,
  downForLong,
  inTurn,
  type Move,
  retries,
  sees,
  skips,
  stuck,
  stuckThenSkipped,
  withdraws,
} from './real-stories-moves.ts';
import { allServices, born, born2020, born2024, type RealStory } from './real-stories-telling.ts';
import { done, down } from './town.ts';

const unexpected = () => down(failure.unexpected);
/** Whatever can be left out; the lookups lead to a visit, whose answer breaks the contract too. */
const everything = (...more: string[]) => {
  const services = ['claims', 'fee', 'residence', 'clinic', 'kindergarten', 'certificate', 'id-card'];
  const { perform, help } = stuckThenSkipped('record', 'marriage', ...more, 'congratulation', ...services);
  const visit = [answers('visit'), skips('visit')];
  const [record, marriage, ...rest] = help as [Move, Move, ...Move[]];
  return {
    event: allServices,
    perform,
    settle: { visit: stuck() },
    help: [record, marriage, ...visit, ...rest],
  };
};

/** The fee is never paid: the route stays open with acts that declare an undo. */
const unpaid = {
  event: { services: ['clinic', 'kindergarten', 'certificate'] },
  perform: { payment: () => down(failure.notYet) },
};
const invoiced = [sees('quick clinic'), sees('quick kindergarten'), sees('ordinary payment')];
/** What has an undo, the last begun first. */
const undoable = ['invoice', 'kindergarten', 'clinic'];

/** Stuck steps, withdrawals and deaths. */
export const birthTroubles: readonly RealStory[] = [
  born2024('stuck-then-retried', {
    perform: {
      record: inTurn(stuck('unexpected'), () => done({ 'record.found': true })),
      register: inTurn(stuck(), stuck('outcome-unknown'), done),
      number: inTurn(unexpected, unexpected, unexpected, unexpected, unexpected, done),
    },
    help: [retries('record'), retries('register'), retries('register'), retries('number')],
  }),
  born2020('all-stuck-then-skipped', everything('entitlement')),
  born2024('all-stuck-then-skipped', everything('order')),
  born2020('benefit-stuck-then-skipped', {
    event: allServices,
    ...stuckThenSkipped('invoice', 'benefit', 'address'),
  }),
  born2024('benefit-stuck-then-skipped', {
    ...stuckThenSkipped('social', 'invoice', 'benefit', 'address'),
    event: allServices,
    perform: {
      ...stuckThenSkipped('social', 'invoice', 'benefit', 'address').perform,
      order: () => done({ 'order.birthOrder': 2 }),
    },
  }),
  born2020('payment-stuck-then-skipped', { event: allServices, ...stuckThenSkipped('payment') }),
  born2024('payment-stuck-then-skipped', {
    event: allServices,
    ...stuckThenSkipped('entitlement', 'payment'),
  }),

  ...born('withdrawn-before-registration', {
    event: { ...allServices, father: null },
    help: [sees('open visit'), withdraws(), answers('visit')],
  }),
  born2020('withdrawn-after-registration', { ...unpaid, help: [...invoiced, withdraws()] }),
  born2024('withdrawn', {
    event: { services: ['clinic', 'kindergarten', 'id-card'] },
    perform: { 'id-card': () => down() },
    help: [
      sees('quick clinic'),
      sees('quick kindergarten'),
      sees('ordinary id-card'),
      withdraws(),
      skips('id-card'),
    ],
  }),
  born2024('single-steps-withdrawn-after', {
    ...unpaid,
    help: [...invoiced, withdraws('clinic'), withdraws('kindergarten'), withdraws('payment')],
  }),
  born2024('cancelled-in-the-ui', { ...unpaid, help: [...invoiced, cancels] }),
  ...born('undo-given-up', {
    ...unpaid,
    undo: stuck(),
    help: [...invoiced, withdraws(), ...undoable.map((step) => skips(step))],
  }),
  born2024('undo-failed-then-retried', {
    ...unpaid,
    undo: inTurn(stuck(), stuck('unexpected'), done),
    help: [...invoiced, withdraws(), ...undoable.flatMap((step) => [retries(step), retries(step)])],
  }),
  born2024('undo-while-agencies-are-down', {
    ...unpaid,
    undo: downForLong(),
    help: [...invoiced, withdraws()],
  }),
  born2024('undo-answered-later', {
    ...unpaid,
    undo: ({ step }) => (step === 'clinic' ? accepted() : done()),
    help: [...invoiced, withdraws(), sees('take back clinic'), callsBack('clinic')],
  }),

  ...born('mother-died', {
    event: allServices,
    perform: { benefit: () => ({ is: 'stopped', because: 'death' }) },
  }),
  ...born('child-died', {
    event: { services: ['clinic', 'id-card'] },
    perform: {
      congratulation: () => ({ is: 'stopped', because: 'death' }),
      'id-card': (_, count) => (count < 4 ? down(failure.notYet) : done()),
    },
  }),
  born2024('database-away', {
    event: { ...allServices, father: null },
    databaseFails: 5,
    help: [answers('visit')],
  }),
];
