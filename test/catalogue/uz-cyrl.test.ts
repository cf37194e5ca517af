import { toCyrillic } from '../../catalogue/uz-cyrl.ts';

describe('Uzbek texts in Cyrillic letters', () => {
  it.each([
    ['Tugʻilganlik haqida guvohnoma', 'Туғилганлик ҳақида гувоҳнома'],
    ['Oʻzbekiston Respublikasi', 'Ўзбекистон Республикаси'],
    ['shahar, choʻl, shoʻx', 'шаҳар, чўл, шўх'],
    ['yoʻl, yoz, yulduz, yana', 'йўл, ёз, юлдуз, яна'],
    ['maʼlumot, eʼlon, sanʼat', 'маълумот, эълон, санъат'],
    ['qaror, xizmat, hujjat, jamgʻarma', 'қарор, хизмат, ҳужжат, жамғарма'],
    ['konstitutsiya, litsenziya', 'конституция, лицензия'],
  ])('are spelt by the rules: %s', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it.each([
    ['ekran va elektron', 'экран ва электрон'],
    ['yer, yetti, poyezd', 'ер, етти, поезд'],
    ['kel, bersin', 'кел, берсин'],
    ['poeziya, aeroport', 'поэзия, аэропорт'],
  ])('write э where a word or syllable opens with e, and е elsewhere: %s', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it.each([
    ['Shahar SHAHAR shahar', 'Шаҳар ШАҲАР шаҳар'],
    ['Yangi YANGI', 'Янги ЯНГИ'],
    ['Oʻqish OʻQISH', 'Ўқиш ЎҚИШ'],
    ['JSHSHIR', 'ЖШШИР'],
    ['Ekran EKRAN', 'Экран ЭКРАН'],
  ])('keep capitals: %s', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it('take every apostrophe people type', () => {
    expect(toCyrillic("bo'lim, bo‘lim, bo`lim, boʻlim")).toBe('бўлим, бўлим, бўлим, бўлим');
    expect(toCyrillic("ma'lum, ma’lum, maʼlum")).toBe('маълум, маълум, маълум');
  });

  it('leave quotation marks around words alone', () => {
    expect(toCyrillic("'ariza'")).toBe("'ариза'");
  });

  it('know words that the rules do not give', () => {
    expect(toCyrillic('1 sentabr, Oktabr, kompyuter, obyektlar, iyulda, kalendari')).toBe(
      '1 сентябрь, Октябрь, компьютер, объектлар, июлда, календари',
    );
  });

  it('leave words of the API and of other languages as they are', () => {
    expect(toCyrillic('Retry-After sarlavhasi, application/json tanasi va /v1/routes manzili, ASCII')).toBe(
      'Retry-After сарлавҳаси, application/json танаси ва /v1/routes манзили, ASCII',
    );
  });

  it('leave addresses, signs and gaps for values as they are', () => {
    expect(toCyrillic('OneID orqali my.gov.uz saytida {name}, QR va SMS')).toBe(
      'OneID орқали my.gov.uz сайтида {name}, QR ва SMS',
    );
  });
});
