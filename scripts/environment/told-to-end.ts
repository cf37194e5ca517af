/** Aborts when this process is told to end: by Ctrl-C, by another signal, or because its terminal has gone. */
export function toldToEnd(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      told.abort();
    });
  return told.signal;
}
