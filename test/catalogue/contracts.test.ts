import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededTexts } from '../../catalogue/needed-texts.ts';
import { situations } from '../../catalogue/uz/situations.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { uzbekistan } from './support/catalogue.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan();
});

const languages = ['uz', 'ru', 'en'] as const;

describe('the contracts of Uzbekistan', () => {
  it('are all used by a life event, as a step, an undo or for the life status', () => {
    const versions = Object.values(catalogue.lifeEvents).flat();
    const steps = versions.flatMap(({ compiled }) => Object.values(compiled.steps));
    const used = new Set([
      catalogue.country.lifeStatusService,
      ...steps.flatMap(({ service, undo }) => (undo ? [service, undo.service] : [service])),
    ]);

    expect(Object.keys(catalogue.services).filter((id) => !used.has(id))).toEqual([]);
  });

  it('know every agreed situation, and no other', () => {
    const used = Object.values(catalogue.services).flatMap((service) =>
      Object.keys(service.situations ?? {}),
    );

    expect([...new Set(used)].sort()).toEqual(Object.keys(situations).sort());
  });

  it('say where they are known from', () => {
    const sources = Object.values(catalogue.services).map(({ source }) => source);

    expect(sources.filter((source) => source.length < 10)).toEqual([]);
  });

  it('go to paths of their own, by which the platform tells them apart', () => {
    const paths = Object.values(catalogue.services).flatMap(({ path }) => path ?? []);

    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  it('send nothing a second time that could do harm: payments and registrations are looked up first', () => {
    const lookedUp = Object.values(catalogue.services).filter(({ repeat }) => repeat === 'look-up');

    expect(lookedUp.map(({ id }) => id).sort()).toEqual([
      'bank.open-account',
      'business-register.register-company',
      'civil-registry.paper-certificate',
      'interior.issue-id-card',
      'licensing.apply',
      'social-protection.pay-birth-benefit',
      'tax.register-vat',
    ]);
  });

  it('ask before every payment and message whether people live', () => {
    const asking = Object.values(catalogue.services).filter(({ aliveFirst }) => aliveFirst !== undefined);

    expect(asking.map(({ id }) => id).sort()).toEqual([
      'mygov.congratulate',
      'mygov.warn-of-lapse',
      'social-protection.pay-birth-benefit',
    ]);
  });

  it('stop the whole route at a death, but for what only reminds one person among several', () => {
    const leftOut = Object.values(catalogue.services).filter(({ whenDead }) => whenDead === 'skip');

    expect(leftOut.map(({ id }) => id)).toEqual(['mygov.warn-of-lapse']);
  });
});

/** What texts are about: routes as they are written. */
const written = () => ({
  ...catalogue,
  routes: Object.values(catalogue.lifeEvents).flatMap((versions) =>
    versions.map(({ definition }) => definition),
  ),
});

describe('the texts of Uzbekistan', () => {
  it.each(languages)('are all there in %s', (language) => {
    expect(neededTexts(written()).filter((key) => !catalogue.texts[language][key])).toEqual([]);
  });

  it('say in every language what they say in one: the same keys, with the same gaps', () => {
    const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();
    const keys = Object.keys(catalogue.texts.en);
    const uneven = keys.filter(
      (key) =>
        new Set(languages.map((language) => gaps(catalogue.texts[language][key] ?? 'missing {text}'))).size >
        1,
    );

    expect(uneven).toEqual([]);
  });

  it('hold nothing that nobody asks for', () => {
    const known = new Set(neededTexts(written()));
    const general = /^(invalid|problem|reason|refusal|task\.officer|purpose\.(route-|law-change$))/;

    expect(Object.keys(catalogue.texts.uz).filter((key) => !known.has(key) && !general.test(key))).toEqual(
      [],
    );
  });

  it('explain every wrong field that a schema names', () => {
    const files = readdirSync('catalogue/uz', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const named = files.flatMap((file) =>
      [...readFileSync(join('catalogue/uz', file), 'utf8').matchAll(/\btext: '([a-z-]+)'/g)].map(
        ([, text]) => `invalid.${text ?? ''}`,
      ),
    );

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((key) => languages.some((language) => !catalogue.texts[language][key]))).toEqual([]);
  });
});

describe('rates', () => {
  it('follow each other by date, each with its source and the day it was checked', () => {
    for (const rates of Object.values(catalogue.rates)) {
      const days = rates.map(({ from }) => from);

      expect(days).toEqual([...days].sort());
      expect(
        rates.every(({ source, checkedOn }) => source !== '' && /^\d{4}-\d{2}-\d{2}$/.test(checkedOn)),
      ).toBe(true);
    }
  });
});
