import type { Catalogue } from '../../notation/catalogue.ts';
import { callbacksOnce } from '../checks/callbacks.ts';
import type { Evidence, Verdict } from '../checks/check.ts';
import { closedOrWaiting } from '../checks/closed-or-waiting.ts';
import { effectsOnce, nothingUnseen } from '../checks/effects.ts';
import { enough, nobodyFell, nobodyRefused } from '../checks/enough.ts';
import { toldAsDecided } from '../checks/told-as-decided.ts';
import { undosInReverse } from '../checks/undos.ts';
import { type WentOn, wentOn } from '../checks/went-on.ts';
import type { Rows } from '../look/rows.ts';
import type { ChaosSettings } from '../settings.ts';
import type { Diary } from './diary.ts';
import type { Town } from './town.ts';

export interface Case {
  readonly settings: ChaosSettings;
  readonly diary: Diary;
  readonly town: Town;
  readonly rows: Rows;
  readonly catalogue: Catalogue;
  readonly measured: readonly WentOn[];
  readonly lost: readonly string[];
}

/** All that is judged by ledger and database. */
export async function judge(one: Case): Promise<Verdict[]> {
  const { settings, diary, town, rows, catalogue, measured, lost } = one;
  const { oracle, accepted } = town;
  const ledger = await oracle.entries();
  const evidence: Evidence = {
    ...{ accepted, acceptedBefore: diary.accepted(), rows, ledger, services: catalogue.services },
    summary: await oracle.summary(),
    callbacks: await oracle.callbacks(),
  };
  const complete = rows.routes.filter(({ outcome }) => outcome === 'complete').length;
  return [
    enough({
      routes: { wanted: settings.routes, accepted: accepted.size, complete },
      kills: { wanted: settings.kills, done: diary.kills() },
      disturbed: ledger.filter(({ answer }) => answer.is === 'fault').length,
    }),
    nobodyFell(lost),
    nobodyRefused(town.refused),
    closedOrWaiting(evidence),
    ...effectsOnce(evidence),
    nothingUnseen(evidence),
    toldAsDecided(evidence),
    undosInReverse(evidence),
    callbacksOnce(evidence),
    ...measured.map(wentOn),
  ];
}
