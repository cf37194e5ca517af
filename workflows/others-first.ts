import { CancellationScope, condition } from '@temporalio/workflow';

/** What comes in may wait for a condition that it makes true, and what follows for another one. */
const looks = 3;

/** Resolves within the same activation, after all else that it brought has gone on until it waits for something again. */
export function othersFirst(): Promise<void> {
  return CancellationScope.nonCancellable(async () => {
    for (let look = 0; look < looks; look++) await nextLook();
  });
}

/** The SDK looks at conditions once no promise has anything more to do. */
async function nextLook(): Promise<void> {
  let isLooked = false;
  await condition(() => {
    const was = isLooked;
    isLooked = true;
    return was;
  });
}
