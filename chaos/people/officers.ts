import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { LedgerEntry } from '../look/ledger.ts';
import type { Task } from './carry-route.ts';
import type { Journey } from './journey.ts';
import type { Portal } from './portal.ts';

export interface Office {
  readonly portal: Portal;
  readonly teams: readonly string[];
  readonly services: Catalogue['services'];
  /** Undefined for a route of which its starter has not heard yet. */
  readonly journeyOf: (route: string) => Journey | undefined;
  /** Asks the agency by telephone: all requests of a route as the agencies saw them. */
  readonly telephone: (route: string) => Promise<readonly LedgerEntry[]>;
  /** The service of a step. */
  readonly serviceOf: (journey: Journey, step: string) => string;
  /** Sets this start of the run apart from those before it was resumed: a decision made then is not this one. */
  readonly shift: string;
  readonly over: AbortSignal;
}

const roundMs = 3_000;
/** A request may still be on its way from a process that was stopped: nobody decides about `never` before. */
const doubtMs = 30_000;

/** Officers of all teams at their desks, each team for itself: they look through their tasks, and move on what is stuck. */
export async function workAtDesks(office: Office): Promise<void> {
  await Promise.all(office.teams.map((team) => workAtDesk(office, team)));
}

async function workAtDesk(office: Office, team: string): Promise<void> {
  const firstSeen = new Map<string, number>();
  const deeds = new Map<string, number>();
  while (!office.over.aborted) {
    for (const task of await tasksOf(team, office.portal)) {
      const since = firstSeen.get(task.id) ?? Date.now();
      firstSeen.set(task.id, since);
      const count = (deeds.get(task.id) ?? 0) + 1;
      if (await decide(office, { task, team, count, since })) deeds.set(task.id, count);
    }
    await sleep(roundMs);
  }
}

async function tasksOf(team: string, portal: Portal): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/v1/tasks?team=${team}&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { status, body } = await portal.call({ method: 'GET', path }, { role: 'officer', team });
    if (status !== 200) return tasks;
    const page = body as { items: readonly Task[]; next: string | null };
    tasks.push(...page.items);
    cursor = page.next;
  }
  return tasks;
}

interface Case {
  readonly task: Task;
  readonly team: string;
  /** How often it has been decided, this time included: it may get stuck again. */
  readonly count: number;
  readonly since: number;
}

/** True where a decision was sent. What is no stuck step is answered 409, and left. */
async function decide(office: Office, { task, team, count, since }: Case): Promise<boolean> {
  const journey = office.journeyOf(task.route);
  if (journey === undefined || journey.conduct.officers === 'leave') return false;
  const service = office.serviceOf(journey, task.step);
  const isDelicate = office.services[service]?.repeat === 'never';
  if (isDelicate && Date.now() - since < doubtMs) return false;
  const said = isDelicate || count > 1 ? await heardAnswer(office, { ...task, service, isDelicate }) : {};
  const action = deedAt(count, said);
  const body = { reason: 'Decided in chaos', instance: task.instance, ...said };
  const path = `/v1/routes/${task.route}/steps/${task.step}/${action}`;
  await office.portal.call(
    { method: 'POST', path, body, key: `${task.id}-${office.shift}-${count}` },
    { role: 'officer', team },
  );
  return true;
}

/** What it says it did is entered; what it did not is tried again, and given up where that leads nowhere. */
function deedAt(count: number, said: { readonly answer?: object }): 'resolve' | 'retry' | 'skip' {
  if (said.answer !== undefined) return 'resolve';
  return count > 5 ? 'skip' : 'retry';
}

interface Delicate {
  readonly service: string;
  /** Its agency cannot be asked twice. */
  readonly isDelicate: boolean;
}

/** What the agency says it did; nothing where it did nothing, or is at work still and can be asked again. */
async function heardAnswer(
  { telephone }: Office,
  { route, step, instance, service, isDelicate }: Task & Delicate,
): Promise<{ readonly answer?: object }> {
  const entries = await telephone(route);
  const place = `${route}/${step}/${instance}/`;
  // Whether somebody lives is asked under the same place.
  const done = entries.find((one) => one.effect && one.service === service && one.key.startsWith(place));
  const answer = done?.answer.answer ?? (done && isDelicate ? { number: '00000000' } : undefined);
  return answer === undefined ? {} : { answer };
}
