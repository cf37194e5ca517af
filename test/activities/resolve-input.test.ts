import { from } from '../../notation/references.ts';
import { resolveInput, type Sources } from '../../activities/resolve-input.ts';

const sources: Sources = {
  event: { bornOn: '2026-10-01', mother: { pinfl: 'M' }, father: null, founders: [{ pinfl: 'A' }] },
  item: { pinfl: 'A', share: 40 },
  answers: new Map<string, unknown>([
    ['register', { act: 'II-1', note: null }],
    ['confirm', [{ signed: true }, null]],
  ]),
};

describe('the input of a step', () => {
  it('takes literals as they stand, at any depth', () => {
    expect(resolveInput({ what: 'duty', parts: [1, { of: null }] }, sources)).toEqual({
      what: 'duty',
      parts: [1, { of: null }],
    });
  });

  it('takes fields of the event, of the element and of answers', () => {
    const input = {
      born: from('event.bornOn'),
      mother: from('event.mother.pinfl'),
      share: from('item.share'),
      act: from('register.act'),
    };
    expect(resolveInput(input, sources)).toEqual({
      born: '2026-10-01',
      mother: 'M',
      share: 40,
      act: 'II-1',
    });
  });

  it('takes the whole of an element, and the list of answers of a step done for each', () => {
    const input = { founder: from('item'), all: from('confirm') };
    expect(resolveInput(input, sources)).toEqual({
      founder: { pinfl: 'A', share: 40 },
      all: [{ signed: true }, null],
    });
  });

  it.each([
    ['a step that gave no answer', from('name.reservation', 'none'), 'none'],
    ['a field of an answer that is null', from('register.note', 'no note'), 'no note'],
    ['a field below a person who is not there', from('event.father.pinfl', ''), ''],
    [
      'a chain of steps without answers',
      from('name.name', from('other.name', from('event.bornOn'))),
      '2026-10-01',
    ],
  ])('takes the fallback for %s', (_why, value, expected) => {
    expect(resolveInput({ value }, sources)).toEqual({ value: expected });
  });

  it('is null where nothing is there and no fallback was given', () => {
    expect(resolveInput({ father: from('event.father.pinfl') }, sources)).toEqual({ father: null });
  });
});
