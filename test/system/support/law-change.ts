import { beginScript, runScript } from '../../support/run-script.ts';
import type { Hayot } from './hayot.ts';
import { birth } from './people.ts';
import type { Portal, RouteView } from './portal.ts';

type Args = readonly [hayot: Hayot, args: readonly string[], settings?: NodeJS.ProcessEnv];
const scriptOf = ([{ databaseUrl }, args, settings]: Args) =>
  ['law-change.ts', args, { DATABASE_URL: databaseUrl, ...settings }] as const;

/** Begins `npm run law-change`. `settings` are environment variables, e.g. `CATALOGUE`. */
export const beginLawChange = (...args: Args) => beginScript(...scriptOf(args));

/** The same, to its end. */
export const lawChange = (...args: Args) => runScript(...scriptOf(args));

/** A birth by the law of 2020 whose parents have to come to the registry, and have not yet. */
export async function waitingBirth(portal: Portal, changes: Record<string, unknown> = {}) {
  const event = birth({
    ...{ bornOn: '2024-03-20', services: ['benefit'], payout: { kind: 'card', value: '8600000000000000' } },
    ...{ medicalRecord: null, place: 'home', ...changes },
  });
  const id = await portal.start('child-birth', event.mother, event);
  const isAsked = ({ yourTurn }: RouteView) => yourTurn.length > 0;
  const { yourTurn } = await portal.follow(id, () => undefined, isAsked);
  const come = () =>
    portal.post(
      `/v1/tasks/${yourTurn[0]?.id ?? ''}/answer`,
      { actor: event.mother, answer: { visitedOn: event.bornOn, confirmation: '20260117' } },
      { role: 'citizen', ...event.mother },
    );
  return { id, come };
}
