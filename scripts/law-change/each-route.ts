import type { Queries } from '../../db/client.ts';
import { type OlderRoute, olderRoutes } from '../../db/law-change.ts';
import { readEvent } from '../../db/personal/events.ts';
import { judge, type NewLaw, type Verdict } from './judge.ts';

const atOnce = 200;

/** One open route, and what is to be said of it. */
export interface Judged {
  readonly route: OlderRoute;
  readonly verdict: Verdict;
}

/** Judges every open route that goes by an older version; that its event was read leaves an access entry. */
export async function* judgedRoutes(db: Queries, law: NewLaw): AsyncGenerator<Judged> {
  const { id: lifeEvent, version } = law.version.compiled;
  for (let after = ''; ;) {
    const found = await olderRoutes(db, { lifeEvent, version }, { after, limit: atOnce });
    for (const route of found) yield { route, verdict: judge(route, await eventOf(db, route), law) };
    const last = found.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function eventOf(db: Queries, { id, personKey }: OlderRoute): Promise<unknown> {
  const event = await readEvent(db, {
    ...{ actor: 'operator', role: 'operator', subjectKey: personKey },
    ...{ purpose: 'law-change', basis: 'law', route: id, what: 'event checked against a new version' },
  });
  return event?.body;
}
