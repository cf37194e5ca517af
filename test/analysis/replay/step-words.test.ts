import { parseHistory } from '../../../analysis/history/index.ts';
import { stepsOf } from '../../../analysis/replay/step-words.ts';
import { Town } from '../../workflows/support/town.ts';
import { keptHistory } from '../support/plant.ts';

const wordsOf = (name: string) => stepsOf(parseHistory(JSON.stringify(keptHistory(name)), 'route.json'));

describe('what a route does, in words', () => {
  it('is the work of the engine, or else the call of a service', () => {
    const words = wordsOf('birth-all-services');
    const engines = Object.keys(new Town().activities([])).map((activity) => words.call(activity, 'number'));

    expect(engines.filter((said) => said.startsWith('the call '))).toEqual([]);
    expect(words.call('reckon', 'number')).toBe(
      'the reckoning of the terms for step number "Issue a personal number"',
    );
  });

  it('names the steps that a change of law brought', () => {
    expect(wordsOf('birth-in-2020-visit-then-by-the-law-of-2024').call('civil-registry.birth-order')).toBe(
      'the call civil-registry.birth-order for step order "Look up the child\'s place among the mother\'s children"',
    );
  });
});
