import { effectKey } from '../../notation/effect-key.ts';

describe('The key of an effect', () => {
  const birth = { route: 'child-birth-1', step: 'register', instance: 0, epoch: 1 };

  it('names the route, the step, its instance and the epoch', () => {
    expect(effectKey(birth)).toBe('child-birth-1/register/0/1');
    expect(effectKey({ ...birth, instance: 2, epoch: 3 })).toBe('child-birth-1/register/2/3');
  });

  it('is another one for taking the step back', () => {
    expect(effectKey({ ...birth, undo: true })).toBe('child-birth-1/register/0/1/undo');
  });
});
