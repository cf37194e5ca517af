import { byValue, rooms, type Room } from './rooms.ts';

/** The arrows as a Mermaid picture and a table. Dashed: types only. */
export function arrowsAsMarkdown(): string {
  return ['```mermaid', 'flowchart LR', ...picture(), '```', '', ...table(), ''].join('\n');
}

function picture(): string[] {
  return Object.entries(rooms).flatMap(([room, { may }]) =>
    Object.entries(may).map(
      ([other, what]) => `  ${id(room)} ${what === 'all' ? '-->' : '-.->'} ${id(other)}`,
    ),
  );
}

function table(): string[] {
  return [
    '| room | may import of ours | packages | Node built-ins |',
    '|---|---|---|---|',
    ...Object.entries(rooms).map(
      ([name, room]) =>
        `| \`${name}\` | ${ours(room)} | ${packages(room)} | ${room.builtIns ? 'yes' : 'no'} |`,
    ),
    '',
    `Types only, but for ${byValue.map((file) => `\`${file}\``).join(' and ')}: small, pure, and the same for all who decide.`,
    '`scripts`, `bench`, `chaos` and `test` may import anything; `scripts/demo` only what a portal has.',
  ];
}

function ours({ may }: Room): string {
  const names = Object.entries(may).map(([other, what]) => (what === 'all' ? other : `${other} (types)`));
  return names.length === 0 ? 'nothing' : names.join(', ');
}

function packages({ packages: allowed }: Room): string {
  if (allowed === undefined) return 'any of ours';
  return allowed.length === 0 ? 'none' : allowed.join(', ');
}

/** Mermaid ids hold no slash. */
function id(room: string): string {
  return room.includes('/') ? `${room.replaceAll('/', '_')}[${room}]` : room;
}
