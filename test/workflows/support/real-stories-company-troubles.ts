import { failure } from '../../../temporal/messages.ts';
import {
  accepted,
  answers,
  callsBack,
  resolves,
  sees,
  sets,
  skips,
  soonDue,
  stuck,
  stuckThenSkipped,
  withdraws,
} from './real-stories-moves.ts';
import {
  allWishes,
  company,
  foreigner,
  organisation,
  person,
  type RealStory,
} from './real-stories-telling.ts';
import { done, down, inMs } from './town.ts';

const ofEachKind = { event: { ...allWishes, founders: [person, foreigner, organisation] } };
const awaited = [
  sees('open confirm'),
  sees('open confirm-from-abroad.1'),
  sees('open confirm-for-company.2'),
];
/** The duty is never paid: the route stays open with name and invoice. */
const unpaid = { event: allWishes, perform: { payment: () => down(failure.notYet) } };
const invoiced = [answers('confirm'), sees('quick warning'), sees('ordinary payment')];
const leftOut = stuckThenSkipped('warning', 'company', 'account', 'lease', 'vat', 'licence', 'capital');

/** Stuck steps, withdrawals and terms that move. */
export const companyTroubles: readonly RealStory[] = [
  company('wishes-stuck-then-skipped', {
    event: allWishes,
    ...leftOut,
    help: [answers('confirm'), ...leftOut.help],
  }),
  company('register-stuck-then-resolved', {
    event: { bank: '-' },
    perform: { register: stuck('outcome-unknown') },
    settle: {
      account: ({ from }) => ('inbox' in from ? { is: 'stuck', reason: 'contract-broken' } : done()),
    },
    help: [answers('confirm'), resolves('register'), resolves('account')],
  }),

  company('withdrawn-while-founders-hesitate', { ...ofEachKind, help: [...awaited, withdraws()] }),
  company('withdrawn-while-duty-is-stuck', {
    ...ofEachKind,
    perform: { duty: stuck() },
    help: [...awaited, withdraws()],
  }),
  company('withdrawn-while-name-is-not-reserved', {
    event: allWishes,
    perform: { name: () => down() },
    help: [sees('record name waiting-for-agency'), withdraws()],
  }),
  company('withdrawn-while-duty-is-not-paid', { ...unpaid, help: [...invoiced, withdraws()] }),
  company('withdrawn-while-registered', {
    event: allWishes,
    perform: { register: accepted },
    help: [answers('confirm'), sees('ordinary register'), withdraws(), callsBack('register')],
  }),
  company('withdrawn-after-registration', {
    event: allWishes,
    perform: { account: accepted, licence: () => down() },
    help: [
      answers('confirm'),
      sees('ordinary account'),
      sees('record licence waiting-for-agency'),
      withdraws(),
      callsBack('account'),
      skips('licence'),
    ],
  }),
  company('single-wishes-withdrawn', {
    event: allWishes,
    help: [sees('open confirm'), withdraws('account'), withdraws('vat', 'warning'), answers('confirm')],
  }),
  company('name-withdrawn-singly', { help: [sees('open confirm'), withdraws('name'), answers('confirm')] }),
  company('undo-given-up', {
    ...unpaid,
    undo: stuck(),
    help: [...invoiced, withdraws(), skips('invoice'), skips('name')],
  }),

  company('late-then-given-more-time', {
    event: { licence: '-' },
    perform: { licence: accepted },
    open: { licence: soonDue },
    reckon: () => ({ dueAt: inMs(60_000) }),
    help: [
      answers('confirm'),
      sees('late licence'),
      sets('licence', { is: 'extend', by: '10 days' }),
      callsBack('licence'),
    ],
  }),
];
