import { say } from '../../catalogue/texts.ts';

const texts = {
  uz: { greeting: 'Assalomu alaykum, {name}!', onlyUz: 'Yoʻq' },
  ru: { greeting: 'Здравствуйте, {name}!' },
  en: { greeting: 'Hello, {name}!', onlyEn: 'Not translated yet' },
};

describe('a text', () => {
  it.each([
    ['uz', 'Assalomu alaykum, Oʻgʻiloy!'],
    ['uz-Cyrl', 'Ассалому алайкум, Oʻgʻiloy!'],
    ['ru', 'Здравствуйте, Oʻgʻiloy!'],
    ['en', 'Hello, Oʻgʻiloy!'],
  ] as const)('is said in %s, with names as their owners write them', (language, expected) => {
    expect(say({ texts }, language, 'greeting', { name: 'Oʻgʻiloy' })).toBe(expected);
  });

  it('is said in English where a language lacks it', () => {
    expect(say({ texts }, 'uz-Cyrl', 'onlyEn')).toBe('Not translated yet');
  });

  it('shows its key where nobody wrote it', () => {
    expect(say({ texts }, 'ru', 'nobody.wrote.this')).toBe('nobody.wrote.this');
  });

  it('keeps a gap that nothing fills', () => {
    expect(say({ texts }, 'en', 'greeting', { constructor: 'x' })).toBe('Hello, {name}!');
  });
});
