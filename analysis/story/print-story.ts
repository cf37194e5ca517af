import { durationOf } from './durations.ts';
import { sentenceOf } from './sentences.ts';
import type { Entry, Story, Waits } from './story.ts';
import { instantIn, type Words } from './words.ts';

/** A story as text: a heading, a line for each thing that happened, and a last line that sums up. */
export function printStory(words: Words, id: string, story: Story): string {
  const { route, entries } = story;
  const heading =
    route === null ? id : `${id}  ${route.title} (${route.id}, by the rules of ${route.version})`;
  const lines = together(entries).map((group) => lineOf(words, group));
  return [heading, ...lines.map((line) => `  ${line}`), `  ${sumOf(story)}`].join('\n');
}

type Group = readonly [Entry, ...Entry[]];

/** What was left out together, for the same reason, is told in one line. */
function together(entries: readonly Entry[]): readonly Group[] {
  const groups: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last !== undefined && isAlike(last[0], entry)) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function isAlike(one: Entry, other: Entry): boolean {
  if (one.what === 'interrupted') return other.what === 'interrupted' && one.why === other.why;
  return one.what === 'skipped' && other.what === 'skipped' && one.why === other.why && one.who === other.who;
}

function lineOf(words: Words, group: Group): string {
  const [first] = group;
  const when = instantIn(words.timeZone, first.at);
  const says = sentenceOf(words, first);
  if (first.step === undefined) return `${when}  ${says}${first.what === 'interrupted' ? times(group) : ''}`;
  const titles = [...new Set(group.map(titleOf))];
  if (first.what === 'skipped') return `${when}  ${says}: ${titles.join('; ')}.`;
  return `${when}  ${titles.join('; ')}: ${says}.`;
}

function titleOf({ title, step = '', instance }: Entry): string {
  return `${title ?? step}${instance === undefined ? '' : ` (${instance + 1})`}`;
}

const times = (group: Group): string => (group.length === 1 ? '' : ` (${group.length} times)`);

function sumOf({ outcome, entries, waits }: Story): string {
  const closed = entries.find(({ what }) => what === 'closed');
  const how =
    outcome === null ? 'Still open' : `Closed, ${outcome}${closed?.why === 'death' ? ', for a death' : ''}`;
  return `${how}, after ${durationOf(waits.totalMs)}. ${waitsOf(waits)}`;
}

/** Waits may go on at the same time: they need not add up. */
function waitsOf({ agenciesMs, peopleMs, officersMs, datesMs, oursMs }: Waits): string {
  const all = [
    ['for agencies', agenciesMs],
    ['for people', peopleMs],
    ['for officers', officersMs],
    ['for a date', datesMs],
  ] as const;
  const waited = all.filter(([, ms]) => ms > 0).map(([whom, ms]) => `${whom} ${durationOf(ms)}`);
  return `${waited.length === 0 ? 'Waited for nobody' : `Waited ${waited.join(', ')}`}; our own work took ${durationOf(oursMs)}.`;
}
