import { checkAgainst } from '../../api/checks/check-against.ts';
import type { OlderRoute } from '../../db/law-change.ts';
import type { Version } from '../../notation/catalogue.ts';
import type { StartFacts } from '../../notation/compiled-route.ts';
import { valueAt } from '../../notation/facts.ts';
import { obstacleInWords } from '../../notation/law-change-in-words.ts';
import { lawChange, type Move } from '../../notation/law-change.ts';
import { startFacts } from '../../notation/start-facts.ts';
import { localDate } from '../../terms/index.ts';

/** By what routes are judged. */
export interface NewLaw {
  readonly version: Version;
  readonly timeZone: string;
  /** Move also what happened before the new version came into force. */
  readonly alsoBefore: boolean;
}

/** `start`: what the new version's conditions read of the event. */
export type Verdict =
  | { readonly could: true; readonly move: Move; readonly start: StartFacts }
  | { readonly could: false; readonly because: readonly string[] };

/** Whether a route could go on by the new version, or must not and why; in words without personal data. Pure. */
export function judge(route: OlderRoute, event: unknown, law: NewLaw): Verdict {
  const { compiled, definition } = law.version;
  if (event === undefined) return mustNot('its event is no longer stored');
  const checked = checkAgainst(definition.event, event);
  const wrong = checked.ok
    ? []
    : checked.errors.map(({ pointer, code }) => `the event does not fit the new version: ${pointer} ${code}`);
  const change = lawChange(route.compiled, compiled, route.standing);
  const because = [
    ...(law.alsoBefore ? [] : tooEarly(route, event, law)),
    ...wrong,
    ...(change.moves ? [] : change.because.map(obstacleInWords)),
  ];
  if (because.length > 0 || !change.moves || !checked.ok) return mustNot(...because);
  return { could: true, move: change, start: startFacts(compiled, checked.value) };
}

const mustNot = (...because: readonly string[]): Verdict => ({ could: false, because });

/** Nobody's rights are changed behind them: what happened under a law is judged by it. */
function tooEarly({ startedAt }: OlderRoute, event: unknown, { version, timeZone }: NewLaw): string[] {
  const { from, by = 'receipt' } = version.definition.inForce;
  const date = by === 'receipt' ? localDate(startedAt, timeZone) : valueAt(event, by.replace(/^event\./, ''));
  if (typeof date === 'string' && date >= from) return [];
  return [`${by === 'receipt' ? 'it was received' : by} before ${from}: the law in force then applies`];
}
