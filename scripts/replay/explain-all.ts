import { readDeeds } from '../../analysis/deeds/index.ts';
import type { Read } from '../../analysis/history/index.ts';
import { printStory, tellStory, type Words } from '../../analysis/story/index.ts';

/** Tells all routes, one after the other; gives back the process's exit code. */
export async function explainAll(
  words: Words,
  reads: AsyncIterable<Read>,
  { isJson }: { readonly isJson: boolean },
): Promise<0 | 2> {
  let told = 0;
  let unread = 0;
  for await (const read of reads) {
    if ('fault' in read) unread += 1;
    else told += 1;
    process.stdout.write(`${isJson ? jsonOf(read) : textOf(words, read)}\n`);
  }
  if (told + unread === 0 && !isJson) process.stdout.write('No route was found.\n');
  return told > 0 && unread === 0 ? 0 : 2;
}

function textOf(words: Words, read: Read): string {
  if ('fault' in read) return `${read.from}: ${read.fault}`;
  const { workflowId, history } = read.route;
  return `${printStory(words, workflowId, tellStory(readDeeds(history)))}\n`;
}

function jsonOf(read: Read): string {
  if ('fault' in read) return JSON.stringify(read);
  const { workflowId, history } = read.route;
  return JSON.stringify({ from: read.from, workflowId, ...tellStory(readDeeds(history)) });
}
