import type { RouteHistory } from '../history/index.ts';
import { stepsOf } from './step-words.ts';

/** The SDK's machines by what they are for, as its words begin. */
const machines: readonly (readonly [RegExp, string])[] = [
  [/^Timer machine/, 'a timer'],
  [/^Activity machine/, 'a call'],
  [/^Local activity machine/, 'a quick call'],
  [/^UpsertWorkflowSearchAttributesMachine/, 'new search attributes'],
  [/^Complete workflow machine/, 'the end of the route'],
  [/^Fail workflow machine/, 'the failure of the route'],
  [/^Update machine/, 'the answer to an update'],
  [/^Change machine/, "a marker of the code's version"],
  [/^No command scheduled/, 'nothing'],
];
const otherType = /activity type of (?:local )?activity command '([^']*)'$/;

/** What the code wanted instead of what is recorded, in words, from what the SDK says of a failed replay. */
export function wantedWords(error: Error, route: RouteHistory): string {
  const { said, isOfCode } = saidBy(error);
  if (isOfCode) return `to go on, but fails: ${said}`;
  const activity = otherType.exec(said)?.[1];
  if (activity !== undefined) return stepsOf(route).call(activity);
  return machines.find(([begin]) => begin.test(said))?.[1] ?? `something else (${said})`;
}

/** The SDK wraps the reason into a printed structure. */
function saidBy({ message }: Error): { readonly said: string; readonly isOfCode: boolean } {
  const quoted = /message: "((?:[^"\\]|\\.)*)", source: "(\w*)"/.exec(message);
  const said = (quoted?.[1] ?? message).replace(/^\[\w+\] Nondeterminism error: /, '');
  return { said: said.split(/\\n|\n/)[0]?.slice(0, 200) ?? '', isOfCode: quoted?.[2] === 'TypeScriptSDK' };
}
