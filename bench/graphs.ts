/** One step of a graph. */
export interface GraphStep {
  readonly id: string;
  /** Steps that must have ended first; all of them stand before this one. */
  readonly needs: readonly string[];
  /** Calls to agencies, one after the other; left out, one. */
  readonly calls?: number;
}

/** What is to be carried from its first step to its last. */
export interface Graph {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly GraphStep[];
  /** The one subject that can carry it; left out, all can. */
  readonly only?: string;
}

/** Steps of a line of text: `d<b,c` means that d needs b and c. */
function stepsOf(text: string): GraphStep[] {
  return text.split(' ').map((part) => {
    const [id = '', needs] = part.split('<');
    return { id, needs: needs?.split(',') ?? [] };
  });
}

export const graphs = {
  one: { id: 'one', title: 'single step', steps: stepsOf('a') },
  'chain-8': { id: 'chain-8', title: 'chain of 8', steps: stepsOf('a b<a c<b d<c e<d f<e g<f h<g') },
  'chain-4': { id: 'chain-4', title: 'chain of 4', steps: stepsOf('a b<a c<b d<c') },
  diamond: { id: 'diamond', title: 'diamond', steps: stepsOf('a b<a c<a d<b,c') },
  'fan-10': { id: 'fan-10', title: 'fan-out of 10', steps: stepsOf('a b c d e f g h i j') },
  /**
   * The child birth of the catalogue, as it runs for married parents who want nothing beside registration and number:
   * its calls only. Before the parents are congratulated it is asked whether mother and child live.
   */
  birth: {
    id: 'birth',
    title: 'child birth',
    only: 'hayot',
    steps: [
      ...stepsOf('record marriage register<record,marriage number<register'),
      { id: 'congratulation', needs: ['number'], calls: 3 },
    ],
  },
} as const satisfies Readonly<Record<string, Graph>>;

export type GraphId = keyof typeof graphs;

/** What a route takes of the agencies' time alone, in milliseconds. `latency`: how long a call of this step takes. */
export function longestPathMs({ steps }: Graph, latency: (step: string) => number): number {
  const ends = new Map<string, number>();
  for (const { id, needs, calls = 1 } of steps) {
    const begins = Math.max(0, ...needs.map((need) => ends.get(need) ?? 0));
    ends.set(id, begins + calls * latency(id));
  }
  return Math.max(0, ...ends.values());
}

/** Effects that a whole route has at agencies. */
export function effectsOf({ steps }: Graph): number {
  return steps.reduce((sum, { calls = 1 }) => sum + calls, 0);
}
