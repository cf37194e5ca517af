import type { Platform, PlatformAnswer, PlatformCall } from '../../../activities/platform/index.ts';

type Reply = PlatformAnswer | ((call: PlatformCall) => PlatformAnswer | Promise<PlatformAnswer>);

/** A platform that answers as told and remembers every call. */
export class FakePlatform implements Pick<Platform, 'call' | 'read'> {
  readonly calls: PlatformCall[] = [];
  readonly #replies: Reply[] = [];
  usually: Reply = { is: 'answered', answer: { number: 'N-1', married: true } };
  /** What callbacks say. */
  said: PlatformAnswer = { is: 'answered', answer: { number: 'N-2', married: false } };

  readonly #held: (() => void)[] = [];

  /** The next call hangs, as when its worker has died, until `letGo`. */
  hold(): void {
    this.next(
      () =>
        new Promise((resolve) => {
          this.#held.push(() => {
            resolve(timedOut);
          });
        }),
    );
  }

  letGo(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** The next calls are answered so, in this order; later ones as usual. */
  next(...replies: Reply[]): void {
    this.#replies.push(...replies);
  }

  async call(call: PlatformCall): ReturnType<Platform['call']> {
    if ((await call.depart?.(0)) === null) return { is: 'unsent' };
    this.calls.push(call);
    const reply = this.#replies.shift() ?? this.usually;
    return typeof reply === 'function' ? reply(call) : reply;
  }

  read(): PlatformAnswer {
    return this.said;
  }

  /** What was asked, in order: `act registry.ask`. */
  get asked(): string[] {
    return this.calls.map(({ act, service }) => `${act} ${service}`);
  }
}

/** The agency did not answer in time and may have acted. */
export const timedOut: PlatformAnswer = {
  is: 'unavailable',
  because: 'timeout',
  retryAfterMs: null,
  mayHaveReached: true,
};
/** The connection was refused: the agency cannot have seen the call. */
export const refusedConnection: PlatformAnswer = {
  is: 'unavailable',
  because: 'down',
  retryAfterMs: null,
  mayHaveReached: false,
};
