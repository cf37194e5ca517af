import { verdictOf } from '../../activities/call/read-answer.ts';
import type { PlatformAnswer } from '../../activities/platform/index.ts';
import { serviceOf } from './support/country.ts';

const notFound: PlatformAnswer = { is: 'not-found' };
const verdict = (answer: PlatformAnswer, differs: Parameters<typeof serviceOf>[1] = {}, undo = false) =>
  verdictOf(answer, { service: serviceOf('registry.ask', differs), undo });

describe('what an answer of an agency means', () => {
  it('takes a declared refusal as the end of the step', () => {
    expect(verdict({ is: 'refused', code: 'wrong-clinic', evidence: 'file 7' })).toMatchObject({
      is: 'refused',
      code: 'wrong-clinic',
      evidence: 'file 7',
    });
  });

  it('takes a refusal that nobody declared as a broken contract', () => {
    expect(verdict({ is: 'refused', code: 'because', evidence: null })).toMatchObject({
      is: 'stuck',
      reason: 'contract-broken',
    });
  });

  it.each([
    ['NUL', 'a\u0000'],
    ['half a character', 'a\ud800'],
  ])(
    'takes an answer that cannot be kept (%s) as a broken contract, and not as a fault of ours',
    (_which, number) => {
      const answer = { number, married: true };
      expect(verdict({ is: 'answered', answer })).toMatchObject({ is: 'stuck', reason: 'contract-broken' });
      expect(verdict({ is: 'refused', code: 'wrong-clinic', evidence: number }).is).toBe('stuck');
    },
  );

  it.each([
    ['an answer, where the contract says which', { whenNotFound: { married: false } }, 'done'],
    [
      'a refusal, where it is declared',
      { refusals: { 'not-found': { article: 'a', remedy: {} } } },
      'refused',
    ],
    ['"not yet", where a register is watched', { kind: 'proof' as const }, 'not-yet'],
    ['a broken contract everywhere else', {}, 'stuck'],
  ])('takes "no such thing" as %s', (_as, differs, is) => {
    expect(verdict(notFound, differs).is).toBe(is);
  });

  it('takes "no such thing" as done when something is taken back that never happened', () => {
    expect(verdict(notFound, {}, true)).toMatchObject({ is: 'done', answer: {} });
  });

  it('leaves an act standing whose taking back was refused: an officer sees to it', () => {
    const refused = { is: 'refused', code: 'wrong-clinic', evidence: null } as const;
    expect(verdict(refused, {}, true)).toMatchObject({ is: 'stuck', reason: 'undo-failed' });
  });

  it.each([
    ['accepted', 'later', 'accepted'],
    ['accepted', 'at-once', 'stuck'],
    ['pending', 'polled', 'not-yet'],
    ['pending', 'at-once', 'stuck'],
  ] as const)('takes "%s" of a service that answers %s as %s', (said, answers, is) => {
    expect(verdict({ is: said }, { answers }).is).toBe(is);
  });
});
