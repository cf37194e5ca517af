import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../../scripts/environment/folders.ts';
import type { Hayot } from './hayot.ts';
import { birth } from './people.ts';
import type { Portal, RouteView } from './portal.ts';

const command = ['--disable-warning=ExperimentalWarning', join(root, 'scripts/law-change.ts')];

/** Begins `npm run law-change`. `settings` are environment variables, e.g. `CATALOGUE`. */
export function beginLawChange(hayot: Hayot, args: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: hayot.databaseUrl, ...settings };
  return spawn(process.execPath, [...command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The same, to its end. Asynchronous, so that connections that are kept open meanwhile may be found closed. */
export async function lawChange(...of: Parameters<typeof beginLawChange>) {
  const child = beginLawChange(...of);
  const said = Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said: (await said).flat().join('') };
}

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
