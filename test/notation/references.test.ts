import { placeOf, referencesIn } from '../../notation/input-references.ts';
import { from, isReference } from '../../notation/references.ts';

describe('A reference', () => {
  it('is plain data, with a fallback only where one is given', () => {
    expect(from('event.bornOn')).toEqual({ from: 'event.bornOn' });
    expect(from('clinic.weeks', 0)).toEqual({ from: 'clinic.weeks', fallback: 0 });
    expect(from('clinic.weeks', null)).toEqual({ from: 'clinic.weeks', fallback: null });
  });

  it('is told from a literal', () => {
    expect(isReference(from('event'))).toBe(true);
    for (const literal of ['event.x', 1, null, undefined, ['event.x'], { path: 'event.x' }, { from: 3 }])
      expect(isReference(literal)).toBe(false);
  });

  it('is found at any depth of an input, in lists and in fallbacks too', () => {
    const input = {
      plain: 'text',
      nothing: null,
      number: from('number.pinfl'),
      nested: { list: [from('item'), 1], office: from('clinic.office', from('event.office', 'main')) },
    };
    expect(referencesIn(input).map((reference) => reference.from)).toEqual([
      'number.pinfl',
      'item',
      'clinic.office',
      'event.office',
    ]);
  });

  it('starts at a place', () => {
    expect(['event.child.name', 'item', 'id-card.number'].map(placeOf)).toEqual(['event', 'item', 'id-card']);
  });
});
