/** Runs tasks as they come, so many at once; the others wait in line. */
export function limited(atOnce: number): (task: () => Promise<void>) => Promise<void> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((go) => line.push(go));
    else running += 1;
    try {
      await task();
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
