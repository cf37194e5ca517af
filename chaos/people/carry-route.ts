import { setTimeout as sleep } from 'node:timers/promises';
import type { Journey } from './journey.ts';
import type { Portal, Reply } from './portal.ts';

export interface Task {
  readonly id: string;
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly for: { readonly party?: string; readonly team?: string };
  readonly form: { readonly properties?: Readonly<Record<string, unknown>> } | null;
}

interface View {
  readonly state: 'open' | 'closed';
  readonly yourTurn: readonly Task[];
  readonly steps: readonly {
    readonly id: string;
    readonly answer: Said | null;
    readonly instances: readonly { readonly answer: Said | null }[] | null;
  }[];
}
type Said = Readonly<Record<string, unknown>>;

/** What a route needs from those who start and follow it. */
export interface Following {
  readonly portal: Portal;
  /** Told of the route's id the moment it is accepted. */
  readonly accepted: (journey: Journey, route: string) => void;
  readonly closed: (route: string) => void;
  /** Routes that are looked at now. */
  readonly followed: () => number;
}

/** Starts a route, and does what its people do until it is closed. Throws when the run is over, or it was not taken in. */
export async function carryRoute(journey: Journey, following: Following): Promise<void> {
  const { portal, accepted, closed } = following;
  const id = await start(journey, portal);
  accepted(journey, id);
  await Promise.all([withdraw(journey, id, portal), follow(journey, id, following)]);
  closed(id);
}

async function follow(journey: Journey, id: string, { portal, followed }: Following): Promise<void> {
  let reply = await portal.call({ method: 'GET', path: `/v1/routes/${id}` });
  while ((reply.body as View).state !== 'closed') {
    await takeTurns(journey, { id, view: reply.body as View, portal });
    await sleep(Math.max(lookEveryMs, (followed() * 1_000) / looksPerSecond));
    reply = await news(portal, id, reply);
  }
}

async function start({ key, body }: Journey, portal: Portal): Promise<string> {
  const reply = await portal.call({ method: 'POST', path: '/v1/routes', body, key });
  if (reply.status === 202) return (reply.body as { id: string }).id;
  throw new Error(`Start ${key} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
}

/** Whatever the answer: the route may have closed by itself before. */
async function withdraw({ key, conduct }: Journey, id: string, portal: Portal): Promise<void> {
  if (conduct.withdrawAfterMs === null) return;
  await sleep(conduct.withdrawAfterMs);
  const body = { reason: 'Made for chaos' };
  await portal.call({ method: 'POST', path: `/v1/routes/${id}/withdraw`, body, key: `${key}-withdraw` });
}

/** However fast a route moves, nobody looks more often, and all together not more often than that. */
const lookEveryMs = 2_000;
const looksPerSecond = 40;

async function news(portal: Portal, id: string, seen: Reply): Promise<Reply> {
  const more = { prefer: 'wait=8', 'if-none-match': seen.etag };
  const next = await portal.call({ method: 'GET', path: `/v1/routes/${id}`, more });
  return next.status === 200 ? next : seen;
}

interface Seen {
  readonly id: string;
  readonly view: View;
  readonly portal: Portal;
}

async function takeTurns(journey: Journey, seen: Seen): Promise<void> {
  if (journey.conduct.people === 'never') return;
  for (const task of seen.view.yourTurn.filter((one) => one.for.team === undefined)) {
    const body = { actor: { pinfl: await actorOf(journey, task, seen) }, ...deedFor(journey, task) };
    const path = `/v1/tasks/${task.id}/answer`;
    // Under the task's own id: an answer that came through though nobody heard of it is not given twice.
    await seen.portal.call({ method: 'POST', path, body, key: `${journey.key}-${task.id}` });
  }
}

async function actorOf({ founders, body }: Journey, task: Task, { id, portal }: Seen): Promise<string> {
  const from = { 'confirm-from-abroad': 'number', 'confirm-for-company': 'head' }[task.step];
  if (from === undefined)
    return (task.step === 'confirm' ? founders[task.instance] : null) ?? body.person.pinfl;
  const { body: whole } = await portal.call({ method: 'GET', path: `/v1/routes/${id}?personal=true` });
  const step = (whole as View).steps.find((one) => one.id === from);
  return String(step?.instances?.[task.instance]?.answer?.['pinfl']);
}

const proof = { kind: 'oneid', value: 'chaos' };

/** By what the form asks for; what nobody here can mend is left. */
function deedFor({ conduct, body }: Journey, { form }: Task): object {
  const asked = Object.keys(form?.properties ?? {});
  const known = asked.filter((field) => Object.hasOwn(answers, field));
  if (conduct.people === 'decline' || known.length < asked.length || asked.length === 0)
    return { decline: { reason: 'Made for chaos' }, proof };
  const bornOn = body.event['bornOn'];
  const answer = Object.fromEntries(
    asked.map((field) => [field, field === 'visitedOn' ? bornOn : answers[field]]),
  );
  return { answer, proof };
}

/** What people answer, by the field they are asked for. */
const answers: Readonly<Record<string, unknown>> = {
  visitedOn: null,
  confirmation: '20260117',
  confirmed: true,
  clinic: 'CL-1726-077',
  kindergarten: 'KG-1726-202',
  payout: { kind: 'post', value: '100012' },
  bank: 'hamkorbank',
  name: 'Oltin Vodiy',
  medicalRecord: 'MR-99999999',
  cadastralNumber: '10:09:01:02:03:0043',
};
