import { texts as en } from '../../catalogue/uz/texts/api.en.ts';
import { texts as ru } from '../../catalogue/uz/texts/api.ru.ts';
import { texts as uz } from '../../catalogue/uz/texts/api.uz.ts';
import { becauses } from '../../api/schemas/route.ts';
import { problemStatus } from '../../api/problems/problem.ts';

const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).toSorted();

describe('what the API says', () => {
  it('has a title and an explanation for every problem', () => {
    const needed = Object.keys(problemStatus).flatMap((slug) => [
      `problem.${slug}`,
      `problem.${slug}.detail`,
    ]);

    expect(needed.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
  });

  it('has a sentence for every reason why a step was left out, is stuck or stands', () => {
    expect(becauses.filter((because) => !Object.hasOwn(en, `reason.${because}`))).toEqual([]);
  });

  it.each([
    ['Uzbek', uz],
    ['Russian', ru],
  ])('is said in %s as well, with the same gaps', (_language, texts: Readonly<Record<string, string>>) => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(en).toSorted());
    expect(
      Object.entries(en).filter(([key, text]) => gaps(texts[key] ?? '').join() !== gaps(text).join()),
    ).toEqual([]);
  });

  it('is Russian in Cyrillic and Uzbek in Latin letters', () => {
    expect(Object.values(ru).filter((text) => !/[а-я]/i.test(text))).toEqual([]);
    expect(Object.values(uz).filter((text) => /[а-яё]/i.test(text))).toEqual([]);
  });
});
