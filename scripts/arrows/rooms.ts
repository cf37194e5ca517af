/** Who may import whom: checked by `npm run verify`, drawn into docs/ARCHITECTURE.md by `npm run arrows`. */
export interface Room {
  /** Rooms it may import; `types` means types only. */
  readonly may: Readonly<Record<string, 'all' | 'types'>>;
  /** npm packages it may import; undefined = any dependency of ours. */
  readonly packages?: readonly string[];
  /** False where Node's built-ins have no place. */
  readonly builtIns: boolean;
}

export const rooms: Readonly<Record<string, Room>> = {
  notation: { may: {}, packages: ['zod'], builtIns: true },
  catalogue: { may: { notation: 'all' }, packages: ['zod'], builtIns: true },
  terms: { may: {}, packages: [], builtIns: false },
  webhooks: { may: {}, packages: ['zod'], builtIns: true },
  'workflows/engine': { may: { notation: 'types', temporal: 'types' }, packages: [], builtIns: false },
  workflows: {
    may: { 'workflows/engine': 'all', notation: 'types', temporal: 'all' },
    packages: ['@temporalio/workflow', '@temporalio/common'],
    builtIns: false,
  },
  temporal: { may: { notation: 'types' }, builtIns: true },
  db: { may: { notation: 'all', temporal: 'types', terms: 'types', webhooks: 'all' }, builtIns: true },
  'analysis/history': { may: {}, builtIns: true },
  'analysis/replay': { may: { 'analysis/history': 'all' }, builtIns: true },
  'analysis/deeds': { may: { notation: 'types', temporal: 'types' }, builtIns: false },
  'analysis/fold': {
    may: { 'analysis/deeds': 'all', notation: 'types', temporal: 'types' },
    builtIns: false,
  },
  'analysis/story': {
    may: { 'analysis/deeds': 'all', notation: 'types', temporal: 'types' },
    packages: [],
    builtIns: false,
  },
  activities: {
    may: {
      notation: 'all',
      catalogue: 'all',
      terms: 'all',
      db: 'all',
      temporal: 'all',
      webhooks: 'all',
      'analysis/history': 'all',
      'analysis/fold': 'all',
    },
    builtIns: true,
  },
  worker: {
    may: {
      notation: 'types',
      catalogue: 'all',
      activities: 'all',
      temporal: 'all',
      db: 'all',
      webhooks: 'all',
    },
    builtIns: true,
  },
  api: {
    may: { notation: 'all', catalogue: 'all', terms: 'all', db: 'all', temporal: 'all', webhooks: 'all' },
    builtIns: true,
  },
  simulator: { may: { notation: 'all', catalogue: 'all' }, builtIns: true },
};

/** Single files of a room that others may import by value where the room gives them types only: small and pure. */
export const byValue: readonly string[] = [
  ...['notation/holds.ts', 'notation/facts.ts'],
  ...['notation/demands-answer.ts', 'notation/law-change.ts', 'notation/law-change-in-words.ts'],
];
