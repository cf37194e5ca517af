import type { Read } from '../../analysis/history/index.ts';
import { type Difference, openReplayer, replayRoute } from '../../analysis/replay/index.ts';

/** What came of one history. */
type Result =
  | { readonly from: string; readonly fault: string }
  | {
      readonly from: string;
      readonly workflowId: string;
      readonly workflowType: string;
      readonly events: number;
      readonly result: 'same' | 'differs';
      readonly difference: Difference | null;
    };

interface Sum {
  same: number;
  differs: number;
  unread: number;
}

/** A line on stderr so often while it goes on. */
const newsEveryMs = 5_000;

/** Replays and prints all; gives back the process's exit code. */
export async function replayAll(
  bundle: string,
  reads: AsyncIterable<Read>,
  { isJson }: { readonly isJson: boolean },
): Promise<0 | 1 | 2> {
  const replayer = openReplayer(bundle);
  const sum: Sum = { same: 0, differs: 0, unread: 0 };
  const news = setInterval(() => process.stderr.write(`… so far ${soFar(sum)}\n`), newsEveryMs);
  try {
    for await (const read of reads) {
      const result = 'fault' in read ? read : await resultOf(read);
      sum['fault' in result ? 'unread' : result.result] += 1;
      print(isJson ? JSON.stringify(result) : lineOf(result));
    }
  } finally {
    clearInterval(news);
    await replayer.close();
  }
  print(isJson ? JSON.stringify(sum) : inWords(sum));
  return exitCodeOf(sum);

  async function resultOf({ from, route }: Extract<Read, { route: unknown }>): Promise<Result> {
    const { workflowId, workflowType, history } = route;
    const difference = await replayRoute(replayer, route);
    const result = difference === null ? 'same' : 'differs';
    return { from, workflowId, workflowType, events: history.events?.length ?? 0, result, difference };
  }
}

function exitCodeOf({ same, differs, unread }: Sum): 0 | 1 | 2 {
  if (differs > 0) return 1;
  return unread > 0 || same === 0 ? 2 : 0;
}

function lineOf(result: Result): string {
  if ('fault' in result) return `${result.from}: ${result.fault}`;
  const { workflowId, workflowType, events, difference } = result;
  const route = `${workflowId}  ${workflowType}, ${events} events:`;
  if (difference === null) return `${route} same`;
  const { eventId, eventType, recorded, wanted } = difference;
  return [
    `${route} differs at event ${eventId}, ${eventType}`,
    `    recorded: ${recorded}`,
    `    the code wants: ${wanted}`,
  ].join('\n');
}

function inWords({ same, differs, unread }: Sum): string {
  return same + differs + unread === 0 ? 'No route was found.' : soFar({ same, differs, unread });
}

function soFar({ same, differs, unread }: Sum): string {
  const rest = unread === 0 ? '' : `, ${unread} could not be read`;
  return `${same} same, ${differs} ${differs === 1 ? 'differs' : 'differ'}${rest}.`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
