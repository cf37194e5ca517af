import { failure } from '../../../temporal/messages.ts';
import {
  answers,
  callsBack,
  declines,
  downForLong,
  inEpochs,
  inTurn,
  leaves,
  mends,
  sees,
  soonDue,
} from './real-stories-moves.ts';
import {
  allWishes,
  company,
  foreigner,
  organisation,
  person,
  type RealStory,
} from './real-stories-telling.ts';
import { done, down, inMs, refused } from './town.ts';

const free = () => done({ 'duty.amount': 0 });
const notYet = () => down(failure.notYet);
const confirmed = { help: [answers('confirm')] };
const persons = (count: number) => Array.from({ length: count }, () => person);
/** Who confirms, by what kind of founder. */
const confirmations = [
  ['confirm', person, ''],
  ['confirm-from-abroad', foreigner, '-from-abroad'],
  ['confirm-for-company', organisation, '-for-company'],
] as const;

/** Founders, wishes and refusals. */
export const companyStories: readonly RealStory[] = [
  company('founded', {
    event: { founders: persons(2) },
    help: [answers('confirm'), answers('confirm', 1)],
  }),
  ...[1, 3, 5].map((count) =>
    company(`founded-by-${count}`, {
      event: { founders: persons(count) },
      help: persons(count).map((_, index) => answers('confirm', count - 1 - index)),
    }),
  ),
  company('with-all-wishes', {
    event: { ...allWishes, founders: persons(2) },
    perform: {
      payment: inTurn(notYet, done),
      company: inTurn(notYet, done),
      lease: inTurn(notYet, notYet, done),
    },
    help: [answers('confirm'), answers('confirm', 1)],
  }),
  company('sole-trader', { event: { form: 'sole-trader', licence: '-' }, ...confirmed }),
  company('founded-by-each-kind', {
    event: { founders: [organisation, person, foreigner] },
    help: [answers('confirm', 1), answers('confirm-for-company'), answers('confirm-from-abroad', 2)],
  }),

  ...confirmations.flatMap(([step, founder, kind]) => [
    company(`founder${kind}-declines`, {
      event: { founders: [founder, founder] },
      settle: { [step]: ({ instance }) => (instance === 1 ? refused('declined') : done()) },
      help: [answers(step), declines(step, 1)],
    }),
    company(`founder${kind}-too-late`, {
      event: { founders: [founder] },
      open: { [step]: soonDue },
      late: () => refused('too-late'),
    }),
  ]),

  company('name-taken-then-another', {
    perform: {
      name: inEpochs(
        () => refused('name-taken'),
        () => refused('name-not-allowed'),
        done,
      ),
    },
    help: [mends('name'), mends('name'), answers('confirm')],
  }),
  company('name-taken-and-left', { perform: { name: () => refused('name-taken') }, help: [leaves('name')] }),
  ...(
    [
      ['address', 'no-such-building', person, 'confirm'],
      ['number', 'passport-not-valid', foreigner, 'confirm-from-abroad'],
      ['head', 'company-not-found', organisation, 'confirm-for-company'],
    ] as const
  ).flatMap(([step, code, founder, confirm]) => [
    company(`${step}-refused-then-mended`, {
      event: { founders: [founder] },
      perform: {
        [step]: inEpochs(
          () => refused(code),
          () => done({ '?item.pinfl': true }),
        ),
      },
      help: [mends(step), answers(confirm)],
    }),
    company(`${step}-refused-and-left`, {
      event: { founders: [founder] },
      perform: { [step]: () => refused(code) },
      help: [leaves(step)],
    }),
  ]),

  company('duty-not-paid-in-time', {
    perform: { payment: notYet },
    open: { payment: soonDue },
    late: () => refused('too-late'),
    ...confirmed,
  }),
  ...['founder-barred', 'name-differs', 'documents-incomplete', 'sole-owner-chain'].map((code) =>
    company(code, { event: allWishes, settle: { register: () => refused(code) }, ...confirmed }),
  ),
  company('wishes-refused-then-mended', {
    event: allWishes,
    settle: {
      account: ({ epoch }) => [refused('bank-declines'), refused('no-such-bank')][epoch - 1] ?? done(),
    },
    help: [answers('confirm'), mends('account'), mends('account')],
  }),
  company('wishes-refused-and-left', {
    event: allWishes,
    settle: {
      account: () => refused('bank-declines'),
      vat: () => refused('risk-too-high'),
      licence: () => refused('requirements-not-met'),
    },
    help: [answers('confirm'), leaves('account')],
  }),

  company('warned-of-lapse', {
    open: { warning: () => ({ notBefore: inMs(700) }) },
    help: [sees('quick warning'), answers('confirm')],
  }),
  company('registered-before-the-warning', {
    open: { warning: () => ({ notBefore: inMs(600_000) }) },
    ...confirmed,
  }),
  company('not-warned-no-channel', { perform: { warning: () => refused('no-channel') }, ...confirmed }),
  company('director-died', {
    perform: { warning: () => ({ is: 'skipped', because: 'person-dead' }) },
    ...confirmed,
  }),
  company('register-down-for-long', {
    event: { form: 'sole-trader' },
    perform: { duty: free, register: downForLong() },
    open: { register: () => ({ normAt: inMs(300) }) },
    ...confirmed,
  }),
  company('register-answers-twice', {
    event: { bank: '-', licence: '-' },
    perform: { licence: () => ({ is: 'accepted' }) },
    help: [
      answers('confirm'),
      sees('ordinary register'),
      callsBack('register'),
      callsBack('register'),
      sees('ordinary licence'),
      callsBack('register'),
      callsBack('licence', 0, 2),
      callsBack('licence'),
    ],
  }),
];
