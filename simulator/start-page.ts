import { Router } from 'express';
import type { Catalogue } from '../notation/catalogue.ts';
import type { Situation } from '../notation/service.ts';
import { modesInWords } from './control/modes.ts';
import type { WiredService } from './gateway/wired-service.ts';
import { escapeHtml, sendPage } from './page.ts';

/** What there is, in words. Reviewed with the endpoints: nothing generates it. */
const offers: readonly (readonly [call: string, what: string])[] = [
  ['POST /oauth2/token', "The platform's token, password grant, as WSO2 gives it"],
  [
    'POST /gateway/{path of a service}',
    'An agency acts; the header Idempotency-Key holds the key of the effect',
  ],
  ['POST /gateway/{path of a service}/status', 'Did it happen, or is the result there? By transaction id'],
  ['GET /ledger?route=&service=', 'Every request seen and every effect done'],
  ['GET /ledger/summary', 'Counts: requests, effects, duplicates, keysWithTwoBodies'],
  [
    'PUT /services/{service}, PUT /agencies/{agency}',
    '{"mode": see below, "times"?: so many requests, "delayMs"?, "refusal"?: for refuse, "agency"?: for theirs}',
  ],
  ['DELETE /services/{service}, DELETE /agencies/{agency}', 'Back to normal'],
  [
    'POST /oauth/token',
    'A development token: {"role": portal | citizen | officer | analyst | agency, "client"?, "pinfl"?, "team"?}',
  ],
  ['GET /jwks.json', 'The public key of those tokens'],
  ['GET /callbacks', 'Every callback that was owed, whether our API took it, and what came of forged ones'],
  ['GET, POST /sso/oauth/Authorization.do', 'OneID stand-in: the four modes; any client secret is taken'],
  [
    '/eskiz/api/…, /playmobile/broker-api/send, /telegram/bot{token}/sendMessage',
    'Message gateways that keep what they are given',
  ],
  ['GET /sent?channel=', 'What was "sent", newest first'],
];

/** `GET /`: what the simulator offers, the services it plays, and the situations that personal numbers trigger. */
export function startPage(services: readonly WiredService[], agencies: Catalogue['agencies']): Router {
  const content = [
    '<p>Stands in for the agencies, the integration platform, OneID and the message gateways. Nothing here is real.</p>',
    table(['Call', 'What'], offers),
    '<h2>Modes</h2>',
    '<p>Without times until DELETE. Look-ups are met as usual in modes that concern deeds or callbacks.</p>',
    table(['Mode', 'What the agency does'], Object.entries(modesInWords)),
    '<h2>Situations</h2>',
    '<p>Digits 11 to 13 of the personal number of whom a request is about, or of any person it names, trigger these. A refusal that can be mended is given in the first epoch only.</p>',
    table(['Digits', 'Service', 'What happens'], situationRows(services)),
    '<h2>Services</h2>',
    table(
      ['Service', 'Agency', 'Path', 'Answers', 'A second identical request', 'Refusals'],
      serviceRows(services, agencies),
    ),
  ].join('');
  return Router().get('/', (_request, response) => {
    sendPage(response, 'Hayot simulator', content);
  });
}

function situationRows(services: readonly WiredService[]): string[][] {
  return services
    .flatMap(({ id, situations = {} }) =>
      Object.entries(situations).map(([digits, situation]) => [digits, id, inWords(situation)]),
    )
    .sort(([a = '', b = ''], [c = '', d = '']) => a.localeCompare(c) || b.localeCompare(d));
}

function inWords({ refuse, notFound, answer, delayMs }: Situation): string {
  const words = [
    refuse === undefined ? [] : [`refuses: ${refuse}`],
    notFound === true ? ['knows no such thing'] : [],
    answer === undefined ? [] : [`answers with other ${Object.keys(answer).join(', ')}`],
    delayMs === undefined ? [] : [`takes ${delayMs} ms`],
  ].flat();
  return words.join('; ');
}

const repeats = {
  safe: 'gets the same answer',
  'look-up': 'is a new effect: ask first',
  never: 'is a new effect: only a human may send it',
} as const;

function serviceRows(services: readonly WiredService[], agencies: Catalogue['agencies']): string[][] {
  return services.map(({ id, agency, path, answers, repeat, refusals }) => [
    id,
    agencies[agency]?.name ?? agency,
    path,
    answers,
    repeats[repeat],
    Object.keys(refusals).join(', '),
  ]);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th>${escapeHtml(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`);
  return `<table><tr>${head}</tr>${body.join('')}</table>`;
}
