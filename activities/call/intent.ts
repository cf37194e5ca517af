import type { Queries } from '../../db/client.ts';
import { enterIntent, type IntentRow, noteResending, useOfficersWord } from '../../db/intents.ts';
import { recordAccess } from '../../db/personal/door.ts';
import type { Service } from '../../notation/service.ts';
import { transactionIdOf } from '../platform/index.ts';
import type { World } from '../world.ts';
import type { Call } from './prepare-call.ts';
import { requestChanged } from './read-answer.ts';
import { stuck, type Verdict } from './verdict.ts';

/** What may be sent now; `byWord`: an officer's word, which counts for one sending, was used up for it. */
export type Declared =
  /** `fresh`: when this attempt entered its intent; nothing was sent under the key before. */
  | { readonly next: 'act'; readonly fresh: Date | null; readonly byWord: boolean }
  /** First the question whether it happened; after a no, the act only where `mayResend`. */
  | { readonly next: 'ask-first'; readonly mayResend: boolean; readonly byWord: boolean }
  | { readonly next: 'nothing'; readonly verdict: Verdict };

/** Services whose repeat could do harm, or whose answer comes later, leave a row before anything is sent. */
export function needsIntent({ repeat, answers }: Pick<Service, 'repeat' | 'answers'>): boolean {
  return repeat !== 'safe' || answers !== 'at-once';
}

/** Services that can tell whether something happened. */
export function asksFirst({ repeat, answers }: Pick<Service, 'repeat' | 'answers'>): boolean {
  return repeat === 'look-up' || answers === 'polled';
}

/** Writes what is about to be sent, with the access entries of this attempt, and says what may be sent. */
export async function declareIntent(world: World, call: Call): Promise<Declared> {
  if (!needsIntent(call.opening.service)) return declareSafe(call);
  const declared = await world.db.orm.transaction(async (tx) => {
    const { row, fresh } = await enterIntent(tx, intentOf(call));
    await recordAccess(tx, ...call.owed);
    if (fresh !== null) return { next: 'act', fresh, byWord: false } as const;
    return afterEarlier(tx, call, row);
  });
  call.owed.length = 0;
  return declared;
}

/** A plain `safe` call leaves a row only once an attempt has ended unclearly: most never need one. */
function declareSafe({ opening, bodyHash }: Call): Declared {
  const isOther = opening.sentHash !== null && opening.sentHash !== bodyHash;
  return isOther
    ? { next: 'nothing', verdict: requestChanged(opening) }
    : { next: 'act', fresh: null, byWord: false };
}

/** Notes what an attempt sent that did not settle, so that nothing else goes out under its key. */
export async function noteSent(tx: Queries, call: Call): Promise<void> {
  await enterIntent(tx, intentOf(call));
}

/** What may follow on an earlier attempt under the same key that may have reached the agency. */
async function afterEarlier(tx: Queries, call: Call, earlier: IntentRow): Promise<Declared> {
  const { service } = call.opening;
  if (earlier.bodyHash !== call.bodyHash) return { next: 'nothing', verdict: requestChanged(call.opening) };
  const byWord = service.repeat === 'never' && (await officerSaysAgain(tx, call));
  const mayResend = service.repeat !== 'never' || byWord;
  if (asksFirst(service)) return { next: 'ask-first', mayResend, byWord };
  if (!mayResend) return { next: 'nothing', verdict: unknownOutcome(service) };
  await noteResending(tx, earlier.key);
  return { next: 'act', fresh: null, byWord };
}

export const unknownOutcome = ({ id }: Service): Verdict =>
  stuck('outcome-unknown', `${id} may have acted already, and only a human may decide to send it again`);

/**
 * True where an officer was asked since the last sending: the workflow tries a stuck step again only by their word.
 * A straggler from before that is told apart by the counter. Their word counts for one sending.
 */
async function officerSaysAgain(tx: Queries, { opening }: Call): Promise<boolean> {
  const isStraggler = opening.args.seq < (opening.row?.seq ?? 0);
  return !isStraggler && useOfficersWord(tx, opening.key);
}

function intentOf({ opening, bodyHash }: Call) {
  const { key, args, undo, service, agency } = opening;
  const { route, step, instance, epoch } = args;
  const transactionId = transactionIdOf(key);
  return { key, route, step, instance, epoch, undo, service: service.id, agency, transactionId, bodyHash };
}
