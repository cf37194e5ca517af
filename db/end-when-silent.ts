import type pg from 'pg';

/** `pg` takes its questions in many forms; all of them end by a promise, or by a function as the last argument. */
type Ask = (...args: readonly unknown[]) => unknown;

/**
 * Ends a connection on which a question is not answered in time, so that who asked is told. PostgreSQL's own bounds do
 * not help where its word does not arrive: a wire that swallows everything, a server that stands still. The driver's
 * `query_timeout` does not either: it leaves the connection in use, and the rollback waits behind the lost question.
 */
export function endWhenSilent(client: pg.Client, boundMs: number): void {
  const ask = client.query.bind(client) as Ask;
  const bounded: Ask = (...args) => {
    const timer = setTimeout(() => {
      client.connection.stream.destroy(new Error('Connection terminated: PostgreSQL did not answer in time'));
    }, boundMs);
    const told = args.at(-1);
    if (typeof told !== 'function') {
      const answer = ask(...args);
      const answered = () => {
        clearTimeout(timer);
      };
      void Promise.resolve(answer).then(answered, answered);
      return answer;
    }
    return ask(...args.slice(0, -1), (...answer: readonly unknown[]): unknown => {
      clearTimeout(timer);
      return (told as Ask)(...answer);
    });
  };
  client.query = bounded as typeof client.query;
}
