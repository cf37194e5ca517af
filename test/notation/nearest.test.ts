import { didYouMean } from '../../notation/nearest.ts';
import { birth, check, number, visit, whats } from './unchecked.ts';

describe('A name that nobody knows', () => {
  it.each([
    ['civil-registry.register-brith', ' Did you mean "civil-registry.register-birth"?'],
    ['Civil-Registry.Marriage', ' Did you mean "civil-registry.marriage"?'],
    ['registry.marriage', ' Did you mean "civil-registry.marriage"?'],
    ['weather.forecast', ''],
  ])('%s is told with the one that was probably meant', (unknown, said) => {
    expect(didYouMean(unknown, ['civil-registry.register-birth', 'civil-registry.marriage', 'tax'])).toBe(
      said,
    );
  });

  it('is told so for services, steps, fields of a step and fields of the data', () => {
    expect(
      whats(
        check({
          visit: { ...visit, needs: ['numbr'], ...{ whithin: '1 month' } },
          number: { ...number, service: 'numbers.isue' },
          birth: { ...birth, input: { ...birth.input, bornOnn: '2024-01-01' }, until: 'visitt' },
        }),
      ),
    ).toEqual([
      'A step has no field "whithin". Did you mean "within"?',
      'It needs "numbr", but there is no such step. Did you mean "number"?',
      'There is no service "numbers.isue". Did you mean "numbers.issue"?',
      '"registry.birth" takes no field "bornOnn". Did you mean "bornOn"?',
      'There is no other step "visitt". Did you mean "visit"?',
    ]);
  });
});
