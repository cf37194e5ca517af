/** A local activity under way, or one whose result waits for the others. */
interface Ticket {
  isDone: boolean;
  tookMs: number;
  readonly release: () => void;
}

/** Local activities that are under way at the same moment. */
export interface Together {
  readonly tickets: Ticket[];
  /** Hears, before results are handed on, how long the longest of them took. */
  readonly onSpent: (tookMs: number) => void;
  /** Resolves when all that came from outside in the same moment has gone on as far as it goes. */
  readonly othersFirst: () => Promise<void>;
}

/**
 * Runs a local activity beside others and hands all their results on together, in the order in which they were begun,
 * once the last of them has ended. On replay results may come back in another order than they came at first; whatever
 * follows a result (a timer, a call) would then be numbered otherwise than in the history, and the route could not go on
 * after a restart (seen: two `open-step` and a `record` begun at once). What came from outside goes on first: a result
 * that came shortly after it, while the task was lengthened, comes with it on replay (seen: a slow `record`, and calls that
 * ended meanwhile).
 */
export async function together<Result>(
  { tickets, onSpent, othersFirst }: Together,
  begin: () => Promise<Result>,
  tookMs: (result: Result) => number = () => 0,
): Promise<Result> {
  const gate = Promise.withResolvers<undefined>();
  const ticket: Ticket = { isDone: false, tookMs: 0, release: () => gate.resolve(undefined) };
  tickets.push(ticket);
  try {
    const result = await begin();
    ticket.tookMs = tookMs(result);
    return result;
  } finally {
    ticket.isDone = true;
    // Nor before this one waits too: who ends last must not go on last.
    void othersFirst().then(() => {
      handOn(tickets, onSpent);
    });
    await gate.promise;
  }
}

function handOn(tickets: Ticket[], onSpent: Together['onSpent']): void {
  if (tickets.length === 0 || !tickets.every((one) => one.isDone)) return;
  const ended = tickets.splice(0);
  onSpent(Math.max(...ended.map((one) => one.tookMs)));
  for (const one of ended) one.release();
}
