import type { PerformArgs, Performed } from '../../temporal/messages.ts';
import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done } from './support/town.ts';

/** With ten tasks at a time there could be no more than ten; polls held half of those places, and eight were seen. */
const enough = 12;
const wave = 24;
/** A slow machine may begin a wave too slowly for its calls to meet. */
const waves = 10;
/** Less than a quick call may take. */
const patienceMs = 1_200;

/** An agency that answers when enough calls are under way, or its patience ends. */
class Meeting {
  most = 0;
  #underWay = 0;
  readonly #met = Promise.withResolvers<undefined>();

  readonly perform = async ({ pace }: PerformArgs): Promise<Performed> => {
    if (pace === 'quick') await this.#wait();
    return done();
  };

  async #wait(): Promise<void> {
    this.most = Math.max(this.most, (this.#underWay += 1));
    if (this.most >= enough) this.#met.resolve(undefined);
    await Promise.race([this.#met.promise, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    this.#underWay -= 1;
  }
}

jest.setTimeout(120_000);

describe('one worker', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('has the quick calls of more than ten routes under way at the same time', async () => {
    const meeting = new Meeting();
    const begin = () => rig.begin({ route: graph('a'), perform: { a: meeting.perform } });
    for (let begun = 0; begun < waves && meeting.most < enough; begun += 1) {
      const births = await Promise.all(Array.from({ length: wave }, begin));
      const outcomes = await Promise.all(births.map((birth) => birth.outcome()));
      expect(outcomes).toEqual(Array(wave).fill('complete'));
    }

    expect(meeting.most).toBeGreaterThanOrEqual(enough);
  });
});
