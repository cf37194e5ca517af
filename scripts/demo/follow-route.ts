import { PlainError } from '../environment/plain-error.ts';
import type { Journey } from './journey.ts';
import type { Portal, Route, Step } from './portal.ts';

/** Also where processes are killed meanwhile. */
const patienceMs = 240_000;
const settled: Readonly<Record<string, string>> = { done: '✔', refused: '✘', skipped: '–', undone: '↺' };

/**
 * Starts a route and goes with it to its end: prints each step as it settles and answers tasks as the people of the
 * journey would. Throws a plain sentence when the route does not close in time.
 */
export async function followRoute(
  portal: Portal,
  journey: Journey,
  print: (line: string) => void,
): Promise<string> {
  print(`\n${journey.says}`);
  const began = Date.now();
  const id = await portal.start(journey.body);
  const told = new Set<string>();
  let { route, etag } = await portal.read(id);
  while (route?.state !== 'closed') {
    if (Date.now() - began > patienceMs) throw new PlainError(unfinished(id, route));
    if (route !== undefined) tell(route, told, print);
    await answerTasks(portal, id, { journey, told, print });
    const next = await portal.read(id, etag);
    route = next.route ?? route;
    etag = next.etag === '' ? etag : next.etag;
  }
  tell(route, told, print);
  print(`  ${id} is closed: ${route.outcome ?? ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return id;
}

interface Answering {
  readonly journey: Journey;
  readonly told: Set<string>;
  readonly print: (line: string) => void;
}

async function answerTasks(portal: Portal, id: string, { journey, told, print }: Answering): Promise<void> {
  for (const task of await portal.tasks(id)) {
    if (told.has(task.id)) continue;
    if (!(task.step in journey.answers))
      throw new PlainError(`The demo does not know what to answer to "${task.title}".`);
    told.add(task.id);
    await portal.answer(task, journey.personOf(task), journey.answers[task.step]);
    print(`  ☞ ${task.title}: answered`);
  }
}

/** Prints the steps that have settled since the last time. */
function tell(route: Route, told: Set<string>, print: (line: string) => void): void {
  for (const step of route.steps.filter(({ id, status }) => status in settled && !told.has(id))) {
    told.add(step.id);
    print(`  ${settled[step.status] ?? ''} ${step.title} (${step.agency.name}): ${said(step)}`);
  }
}

function said({ status, refusal }: Step): string {
  return refusal === null ? status : `${status}, ${refusal.text}`;
}

function unfinished(id: string, route: Route | undefined): string {
  const open = route?.steps.filter(({ status }) => !(status in settled) && status !== 'not-started') ?? [];
  const where = open.map(({ title, status }) => `${title} (${status})`).join(', ');
  return `The route ${id} did not close within ${patienceMs / 1000} s. Open: ${where || 'nothing'}. See .data/logs.`;
}
