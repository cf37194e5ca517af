import { failure } from '../../../temporal/messages.ts';
import {
  answers,
  callsBack,
  decrees,
  declines,
  downForLong,
  goesOnBy,
  inEpochs,
  inTurn,
  leaves,
  mends,
  sees,
  sets,
  shows,
  soonDue,
} from './real-stories-moves.ts';
import { allServices, born, born2020, born2024, type RealStory } from './real-stories-telling.ts';
import { done, down, inMs, refused } from './town.ts';

const notYet = () => down(failure.notYet);
const inPerson = { help: [answers('visit')] };

/** Families, services and refusals. */
export const birthStories: readonly RealStory[] = [
  born2024('no-services'),
  born2024('all-services', {
    event: allServices,
    perform: {
      payment: inTurn(notYet, done),
      address: inTurn(notYet, done),
      'id-card': inTurn(notYet, notYet, done),
    },
  }),
  born2024('free-certificate', {
    event: { services: ['certificate'] },
    perform: { fee: () => done({ 'fee.amount': 0 }) },
  }),
  born2024('of-twins', { event: { multiple: { of: 2, number: 1 }, services: ['clinic', 'kindergarten'] } }),

  born2024('at-home', { event: { medicalRecord: null }, ...inPerson }),
  born2024('parents-not-married', {
    perform: { marriage: () => done({ 'marriage.married': false }) },
    ...inPerson,
  }),
  born2024('single-mother', { event: { father: null, services: ['residence', 'benefit'] }, ...inPerson }),
  born2024('father-alone', { event: { mother: null, services: ['residence', 'benefit'] }, ...inPerson }),
  ...born('foundling', {
    event: { medicalRecord: null, mother: null, father: null, services: ['residence', 'clinic'] },
    ...inPerson,
  }),
  born2020('visit-then-by-the-law-of-2024', {
    event: { ...allServices, father: null },
    help: [sees('open visit'), goesOnBy('2024-04-01'), answers('visit')],
  }),
  born2020('registered-then-by-the-law-of-2024', {
    event: { services: ['benefit', 'certificate'] },
    perform: { payment: inTurn(notYet, notYet, notYet, notYet, notYet, notYet, notYet, done) },
    help: [sees('ordinary payment'), goesOnBy('2024-04-01')],
  }),
  ...born('visit-declined', {
    event: { father: null },
    settle: { visit: () => refused('declined') },
    help: [declines('visit')],
  }),
  born2024('visit-late', {
    event: { father: null },
    open: { visit: soonDue },
    help: [shows({ RouteHealth: 'late' }), answers('visit')],
  }),
  born2024('visit-in-a-term-that-moves', {
    event: { father: null },
    open: { visit: () => ({ dueAt: inMs(60_000), normAt: inMs(30_000) }) },
    reckon: ({ act }) => (act?.is === 'pause' ? { isPaused: true } : { dueAt: inMs(90_000) }),
    help: [
      sets('visit', { is: 'pause' }),
      sets('visit', { is: 'resume' }),
      decrees,
      sets('visit', { is: 'extend', by: '5 days' }),
      answers('visit'),
    ],
  }),

  born2024('second-child-in-the-register', {
    event: { services: ['benefit'] },
    perform: { order: () => done({ 'order.birthOrder': 2 }) },
  }),
  born2024('third-child-not-entitled', {
    event: { services: ['benefit'] },
    perform: {
      order: () => done({ 'order.birthOrder': 3 }),
      entitlement: () => done({ 'entitlement.entitled': false }),
    },
  }),

  ...born('already-registered', {
    event: allServices,
    perform: { register: () => refused('already-registered') },
  }),
  ...born('record-contradicts-left', {
    perform: { register: () => refused('record-contradicts') },
    help: [leaves('register')],
  }),
  ...born('no-number', { event: allServices, perform: { number: () => refused('act-not-found') } }),
  ...born('refusals-mended', {
    event: allServices,
    perform: {
      register: inEpochs(() => refused('record-contradicts'), done),
      clinic: inEpochs(() => refused('clinic-full'), done),
      kindergarten: inEpochs(() => refused('none-chosen'), done),
      benefit: inEpochs(
        () => refused('no-account'),
        () => refused('account-closed'),
        done,
      ),
    },
    help: ['register', 'clinic', 'kindergarten', 'benefit', 'benefit'].map((step) => mends(step)),
  }),
  ...born('refusals-left', {
    event: allServices,
    perform: {
      clinic: () => refused('no-such-clinic'),
      kindergarten: () => refused('takes-no-applications'),
      benefit: () => refused('no-account'),
      'id-card': () => refused('photo-needed'),
      congratulation: () => refused('no-channel'),
    },
    settle: {
      residence: () => refused('no-permanent-address'),
      certificate: () => refused('not-paid'),
    },
    help: [leaves('kindergarten'), leaves('clinic'), leaves('benefit')],
  }),
  born2024('clinic-full-then-another', {
    event: { services: ['clinic'] },
    perform: { clinic: inEpochs(() => refused('clinic-full'), done) },
    help: [mends('clinic')],
  }),
  born2024('refusals-not-mended-in-time', {
    event: allServices,
    perform: {
      clinic: () => refused('clinic-full'),
      kindergarten: () => refused('none-chosen'),
      benefit: () => refused('account-closed'),
    },
    mendWithinMs: 500,
  }),
  ...born('paid-before-and-fee-not-paid-in-time', {
    event: { services: ['benefit', 'certificate'] },
    perform: { benefit: () => refused('paid-before'), payment: notYet },
    open: { payment: soonDue },
    late: () => refused('too-late'),
  }),

  born2024('registers-down-for-long', {
    event: allServices,
    perform: {
      register: downForLong(),
      clinic: downForLong(),
      residence: downForLong(),
      benefit: downForLong(),
      certificate: downForLong(),
    },
  }),
  born2024('registers-beyond-their-norm', {
    event: { services: ['residence', 'certificate'] },
    perform: { residence: () => ({ is: 'accepted' }), certificate: () => ({ is: 'accepted' }) },
    open: {
      residence: () => ({ normAt: inMs(300), dueAt: inMs(900) }),
      certificate: () => ({ normAt: inMs(300) }),
    },
    help: [shows({ RouteHealth: 'late' }), callsBack('certificate'), callsBack('residence')],
  }),
  born2024('handed-on-to-other-agencies', {
    event: { services: ['residence', 'clinic'] },
    perform: {
      clinic: inTurn(() => ({ is: 'readdressed', agency: 'mygov' }), done),
      residence: inTurn(() => ({ is: 'readdressed', agency: 'civil-registry' }), done),
    },
  }),
];
