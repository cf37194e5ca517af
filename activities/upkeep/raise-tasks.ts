import { raisedTasks, raiseDue, setRaiseAt, tasksToReckon, lastLevel } from '../../db/ladder.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { endOfTerm } from '../../terms/index.ts';
import { calendarNow } from '../engine/calendar-now.ts';
import { atOnce, type Upkeep } from './upkeep.ts';

type Known = Pick<Catalogue, 'agencies' | 'calendar' | 'country'>;
type Kit = Pick<Upkeep, 'db' | 'log'> & { readonly catalogue: Known };

/** How long a level has, where the country says nothing. To be confirmed. */
const usualTerm = '1 working day';

/**
 * An officer's task that nobody settles goes up: after its term, by the agency's calendar, to the head of the team, after
 * another one to the operator's daily list.
 */
export async function raiseTasks({ db, log, catalogue }: Kit): Promise<number> {
  const { calendar, country } = await calendarNow(db.orm, catalogue);
  for (const { id, team, since } of await tasksToReckon(db.orm, atOnce)) {
    const week = catalogue.agencies[team ?? '']?.week ?? 5;
    const term = country.officersTerm ?? usualTerm;
    const { at } = endOfTerm({ from: since, term, week, calendar, timeZone: country.timeZone });
    await setRaiseAt(db.orm, id, at);
  }
  const raised = await raiseDue(db.orm);
  if (raised.length > 0) log.warn({ raised }, 'Officers left tasks beyond their term: they went up a level.');
  return raised.length;
}

/** The daily list, in the log: how many tasks of which team neither officers nor their head settled. */
export async function tellDailyList({ db, log }: Pick<Upkeep, 'db' | 'log'>): Promise<void> {
  const left = (await raisedTasks(db.orm)).filter(({ level }) => level === lastLevel);
  if (left.length > 0)
    log.warn({ left }, 'Tasks that neither officers nor their head settled: GET /v1/tasks?escalated=true');
}
