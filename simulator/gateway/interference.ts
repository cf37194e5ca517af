import type { Behaviour } from '../control/modes.ts';
import { seeded } from '../seeded.ts';
import type { Arrival } from './arrival.ts';
import { faultReply, type Reply } from './reply.ts';

/** Modes in which the agency decides nothing: it is down, too busy, or answers what nobody can read. */
export function interfere(
  { service, key }: Arrival,
  { mode }: Behaviour,
  delayMs: number,
): Reply | undefined {
  if (mode === 'down') return faultReply('down', { delayMs });
  if (mode === 'throttle') return faultReply('throttled', { delayMs });
  if (mode === 'reset') return { delayMs, with: { is: 'reset' } };
  if (mode !== 'garbage') return undefined;
  const pick = seeded('garbage', service.id, key).below(garbage.length);
  return { delayMs, with: garbage[pick] ?? html };
}

const html: Reply['with'] = { is: 'text', type: 'text/html', text: '<html><body>Xatolik</body></html>' };

/** What agencies have been seen to send in place of an answer. */
const garbage: readonly Reply['with'][] = [
  html,
  { is: 'text', type: 'application/json', text: '{"result": 1, "Data": [{"' },
  { is: 'text', type: 'application/json', text: 'null' },
  { is: 'json', status: 200, body: { ok: 'maybe', payload: [[[]]] } },
];
