import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { root } from '../../../scripts/environment/folders.ts';
import type { Hayot } from './hayot.ts';
import { birth } from './people.ts';
import type { Portal, RouteView } from './portal.ts';

const command = ['--disable-warning=ExperimentalWarning', join(root, 'scripts/law-change.ts')];

function environmentOf({ databaseUrl }: Hayot, settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl, ...settings };
}

/** `npm run law-change`, to its end. `settings` are environment variables, e.g. `CATALOGUE`. */
export function lawChange(hayot: Hayot, args: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const env = environmentOf(hayot, settings);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, said: stdout + stderr };
}

/** The same, and goes on beside the test. */
export function beginLawChange(
  hayot: Hayot,
  args: readonly string[],
): ChildProcessByStdio<null, Readable, null> {
  const env = environmentOf(hayot, {});
  return spawn(process.execPath, [...command, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
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
