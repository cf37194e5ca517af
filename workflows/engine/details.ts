import type { Held, Outcome, StuckReason } from '../../temporal/messages.ts';
import { viewOf } from './health.ts';
import { type OpenInstance, openInstances, type RouteState, stepOf, stepState } from './route-state.ts';

/** The longest text the Temporal UI is given. */
const limit = 1_200;

/** Why an officer has to decide, in plain words. */
export const stuckWords: Readonly<Record<StuckReason, string>> = {
  'contract-broken': 'contract broken',
  'outcome-unknown': 'outcome unknown',
  'request-changed': 'request changed',
  'undo-failed': 'undo failed',
  unexpected: 'unexpected fault',
};

/**
 * A Markdown checklist of all steps for the Temporal UI; a stuck step says why, and which API call moves it. Where it
 * would grow too long, settled steps go first, then steps to come; open ones stay as long as they fit. A closed route
 * shows its outcome in place of its health.
 */
export function detailsOf(state: RouteState, id: string, outcome: Outcome | null = null): string {
  const view = viewOf(state);
  const standing = outcome === null ? view.health : `closed, ${outcome}`;
  const title = `**${escaped(state.definition.title)}**: ${standing}, ${view.stepsDone} of ${view.stepsTotal} steps done`;
  const lines = Object.keys(state.definition.steps).map((step) => lineOf(state, id, step));
  return fit(title, lines);
}

interface Line {
  readonly text: string;
  /** Lines with a lower rank are left out first. */
  readonly rank: number;
}

function lineOf(state: RouteState, route: string, id: string): Line {
  const end = state.steps[id]?.end ?? null;
  const title = escaped(stepOf(state, id).title);
  const open = openInstances(state, [id]);
  const shown = open.find((one) => one.state.stuck !== null) ?? open[0];
  if (shown !== undefined) return { text: `- [ ] ${title}: ${openWords(route, shown)}`, rank: 2 };
  if (end === null) return { text: `- [ ] ${title}`, rank: 1 };
  return { text: settledWords(state, id, title), rank: 0 };
}

/** What is done is ticked, also where an officer had to leave it so. */
function settledWords(state: RouteState, id: string, title: string): string {
  const { end, instances } = stepState(state, id);
  const isLeft = (instances ?? []).some((one) => one.isUndoGivenUp);
  const words = isLeft ? ', taking back given up' : '';
  return end === 'done' ? `- [x] ${title}${words}` : `- ${title}: ${end}${words}`;
}

function openWords(route: string, { step, instance, state }: OpenInstance): string {
  if (state.stuck !== null) return stuckLine(`/v1/routes/${route}/steps/${step}`, instance, state.stuck);
  if (state.isBeingUndone) return 'being taken back';
  const words =
    state.status === 'waiting-for-agency'
      ? `waiting for ${escaped(state.agency)}`
      : state.status.replaceAll('-', ' ');
  const held = state.held === null ? '' : `, ${heldWords(state.held)}`;
  if (state.isPaused) return `${words}${held}, its term is paused`;
  return state.late ? `${words}${held}, late` : `${words}${held}`;
}

/** Why a call waits in its agency's queue. */
export function heldWords({ because, until }: Held): string {
  if (because === 'agency-down') return 'the agency is down, its calls wait';
  return `the agency rests until ${until ?? 'an unknown time'} (maintenance), its calls wait`;
}

function stuckLine(path: string, instance: number, reason: StuckReason): string {
  const body = instance === 0 ? '{"reason": "…"}' : `{"reason": "…", "instance": ${instance}}`;
  return `**stuck, ${stuckWords[reason]}**. \`POST ${path}/retry\` (or \`skip\`, \`resolve\`) with \`${body}\``;
}

function fit(title: string, lines: readonly Line[]): string {
  for (let rank = 0; rank <= 2; rank++) {
    const kept = lines.filter((line) => line.rank >= rank);
    const text = joined(title, kept, lines.length - kept.length);
    if (text.length <= limit) return text;
  }
  const open = lines.filter((line) => line.rank === 2);
  while (joined(title, open, lines.length - open.length).length > limit && open.length > 0) open.pop();
  return joined(title, open, lines.length - open.length).slice(0, limit);
}

function joined(title: string, lines: readonly Line[], leftOut: number): string {
  const rest = leftOut === 0 ? [] : [`- … and ${leftOut} more`];
  return [title, '', ...lines.map((line) => line.text), ...rest].join('\n');
}

/** Titles are data: what Markdown would read as its own signs is shown as it stands. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');
}
