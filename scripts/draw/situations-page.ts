import { situations } from '../../catalogue/uz/situations.ts';
import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { Situation } from '../../notation/service.ts';
import { table, writtenBy } from './markdown.ts';

type Services = Pick<Catalogue, 'services'>;

/** Digits 11 to 13 for which one of these services does something else than usual. */
export function situationsIn({ services }: Services): string[] {
  return [
    ...new Set(Object.values(services).flatMap((service) => Object.keys(service.situations ?? {}))),
  ].sort();
}

/** The simulator's agreed situations as a page for developers of portals. */
export function situationsPage(part: Services): string {
  return [
    '# Agreed situations of the simulator',
    writtenBy,
    'Digits 11 to 13 of a personal number (PINFL) choose what the simulated agencies do for that person, so that each\n' +
      'path can be tried. The examples are synthetic and belong to nobody; their check digits are right. A refusal\n' +
      'that the person can mend is given once: the mended request is answered like anybody’s.',
    table(
      ['digits', 'situation', 'example (woman)', 'example (man)', 'what the services do'],
      situationsIn(part).map((code) => [code, texts[code] ?? '', ...examples(code), whatHappens(part, code)]),
    ),
  ].join('\n\n');
}

/** A folder of data may agree on further ones. */
const texts: Readonly<Record<string, string>> = situations;

function examples(code: string): string[] {
  const person = { bornOn: '1995-05-17', serial: Number(code) };
  return [syntheticPinfl({ ...person, sex: 'female' }), syntheticPinfl({ ...person, sex: 'male' })].map(
    (pinfl) => `\`${pinfl}\``,
  );
}

function whatHappens({ services }: Services, code: string): string {
  return Object.values(services)
    .flatMap(({ id, situations: own }) => {
      const situation = own?.[code];
      return situation === undefined ? [] : [`\`${id}\` ${inShort(situation)}`];
    })
    .join('; ');
}

function inShort({ refuse, notFound, answer, delayMs }: Situation): string {
  return [
    ...(refuse === undefined ? [] : [`refuses: ${refuse}`]),
    ...(notFound ? ['knows no such thing'] : []),
    ...(answer === undefined ? [] : [`answers ${JSON.stringify(answer)}`]),
    ...(delayMs === undefined ? [] : [`takes ${(delayMs / 1000).toString()} s`]),
  ].join(', ');
}
