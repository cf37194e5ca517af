import { birth, company } from './people.ts';
import { brief, type Portal, type RouteView, type Task } from './portal.ts';

/** The portal, and a hand on what agencies do; `null`: they do as usual again. */
export interface Town {
  readonly portal: Portal;
  readonly behave: (service: string, mode: object | null) => Promise<void>;
  /** From now on no callback arrives; they are sent again until one does. */
  readonly cutCallbacks: () => void;
}

/** A route that stands somewhere, and what has to happen for it to go on to its end. */
export interface Standing {
  readonly id: string;
  readonly onward: () => Promise<unknown>;
}

/** Where a route may stand when the law changes: what is said of it then, and how it ends. */
export interface Place {
  readonly is: string;
  readonly reach: (town: Town) => Promise<Standing>;
  readonly then: string;
  readonly outcome: string;
  /** Services that have taken something back by then, in this order; nothing where left out. */
  readonly undone?: readonly string[];
}

type Changes = Readonly<Record<string, unknown>>;
type Pinfl = { readonly pinfl: string };
type Holds = (route: RouteView) => boolean;
const reason = 'As the law asks.';

/** The step stands so, e.g. `done`. */
export const stands =
  (step: string, ...statuses: readonly string[]): Holds =>
  (route) =>
    statuses.includes((brief(route)[step] ?? '').split(':')[0] ?? '');
export const all =
  (...holds: readonly Holds[]): Holds =>
  (route) =>
    holds.every((hold) => hold(route));
export const isAsked =
  (step: string): Holds =>
  ({ yourTurn }) =>
    yourTurn.some((task) => task.step === step);

/** Starts a birth, and waits until it stands there; `onward` answers what is asked then. */
export async function born(
  { portal }: Town,
  { enough, body, ...changes }: Changes & { enough: Holds; body: object },
): Promise<Standing & { readonly mother: Pinfl }> {
  const event = birth(changes);
  const mother = event.mother;
  const id = await portal.start('child-birth', mother, event);
  await portal.follow(id, () => undefined, enough);
  const onward = async () => {
    for (const task of (await portal.route(id)).yourTurn) await answer(portal, task, mother, body);
  };
  return { id, mother, onward };
}

export async function answer(portal: Portal, task: Task, who: Pinfl, body: object): Promise<void> {
  const said = await portal.post(
    `/v1/tasks/${task.id}/answer`,
    { actor: who, ...body },
    { role: 'citizen', pinfl: who.pinfl },
  );
  if (said.status !== 200) throw new Error(`${task.step} was not answered: ${JSON.stringify(said.body)}`);
}

export async function officer(
  { portal }: Town,
  team: string,
  path: string,
  body: object = {},
): Promise<void> {
  const said = await portal.post(`/v1/routes/${path}`, { reason, ...body }, { role: 'officer', team });
  if (said.status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(said.body)}`);
}

export const withdraw = ({ portal }: Town, id: string, steps: readonly string[] | null = null) =>
  portal.post(`/v1/routes/${id}/withdraw`, { reason, steps });

const confirmed = { answer: { confirmed: true }, proof: { kind: 'oneid', value: 'session' } };

/** A company of which the first founder has confirmed, come as far as `enough` says; `body` answers what is asked then. */
export async function founded(
  { portal }: Town,
  founders: readonly Pinfl[],
  { enough, body = confirmed, ...changes }: Changes & { enough: Holds; body?: object },
): Promise<Standing> {
  const id = await portal.start('open-business', founders[0] ?? {}, company(founders, changes));
  const asked = ({ yourTurn }: RouteView) => yourTurn.length === founders.length;
  const founderOf = (task: Task) => founders[task.for.instance ?? 0] ?? { pinfl: '' };
  const { yourTurn } = await portal.follow(id, () => undefined, asked);
  for (const task of yourTurn.filter((one) => founderOf(one) === founders[0]))
    await answer(portal, task, founderOf(task), confirmed);
  await portal.follow(id, () => undefined, enough);
  const onward = async () => {
    for (const task of (await portal.route(id)).yourTurn) await answer(portal, task, founderOf(task), body);
  };
  return { id, onward };
}
