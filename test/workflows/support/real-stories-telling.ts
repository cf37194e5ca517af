import type { SettleArgs, SettleResult } from '../../../temporal/messages.ts';
import type { Move } from './real-stories-moves.ts';
import { done, type Script } from './town.ts';

/** A branch of a real life event, told with people and agencies that exist on paper only. */
export interface RealStory extends Omit<Script, 'route' | 'settle'> {
  /** Name of the file with its history. */
  readonly name: string;
  readonly lifeEvent: string;
  readonly version: string;
  /** What conditions read of the event; nobody's data. */
  readonly event: Readonly<Record<string, unknown>>;
  /** By step: what comes of stored answers; what is not told is done. */
  readonly settle?: Readonly<Record<string, (args: SettleArgs) => SettleResult>>;
  /** What people and officers do meanwhile, in this order. */
  readonly help?: readonly Move[];
}

/** What a story tells beyond its version's ordinary course. */
type Difference = Partial<Omit<RealStory, 'name' | 'lifeEvent' | 'version'>>;
type Telling = (name: string, difference?: Difference) => RealStory;

/** Tells stories of one version: each is its ordinary course with a difference. */
const teller =
  (prefix: string, ordinary: Omit<RealStory, 'name'>): Telling =>
  (name, difference = {}) => ({
    ...ordinary,
    ...difference,
    name: `${prefix}-${name}`,
    event: { ...ordinary.event, ...difference.event },
    perform: { ...ordinary.perform, ...difference.perform },
    settle: { ...ordinary.settle, ...difference.settle },
  });

const couple = { medicalRecord: 'paper', mother: {}, father: {}, services: [] as string[] };
const birthFacts = {
  record: () => done({ 'record.found': true }),
  marriage: () => done({ 'marriage.married': true }),
  entitlement: () => done({ 'entitlement.entitled': true }),
};

/** The parents are married, and the register knows all; no service is chosen. */
export const born2020 = teller('birth-in-2020', {
  lifeEvent: 'child-birth',
  version: '2020-09-01',
  event: couple,
  perform: birthFacts,
});
export const born2024 = teller('birth', {
  lifeEvent: 'child-birth',
  version: '2024-04-01',
  event: couple,
  perform: { ...birthFacts, order: () => done({ 'order.birthOrder': 1 }) },
});

/** The same under both laws. */
export const born = (name: string, difference?: Difference): RealStory[] =>
  [born2020, born2024].map((tell) => tell(name, difference));

/** All that parents can choose. */
export const allServices = {
  services: ['residence', 'clinic', 'kindergarten', 'benefit', 'certificate', 'id-card'],
};

export const person = { pinfl: '-' };
export const foreigner = { passport: '-' };
export const organisation = { tin: '-' };
const numbered = () => done({ '?item.pinfl': true });

/** One person founds a company without further wishes. */
export const company = teller('company', {
  lifeEvent: 'open-business',
  version: '2020-01-06',
  event: { form: 'llc', taxRegime: 'turnover', bank: null, licence: null, founders: [person] },
  perform: { head: numbered, duty: () => done({ 'duty.amount': 1 }) },
  settle: { number: numbered },
});

/** All that founders can wish for. */
export const allWishes = { taxRegime: 'vat', bank: '-', licence: '-' };
