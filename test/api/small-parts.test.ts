import { chooseLanguage } from '../../api/http/languages.ts';
import { createRateLimit } from '../../api/http/rate-limit.ts';
import { isKnown } from '../../api/read-model/etag.ts';
import { Ears } from '../../api/long-poll/ears.ts';
import { afterOf, cursorOf } from '../../api/schemas/common.ts';
import { problemOf, traceOf } from '../../api/problems/problem-of.ts';
import { isDatabaseAway } from '../../db/away.ts';

describe('the language of an answer', () => {
  it.each([
    [['ru-RU', 'en'], 'ru'],
    [['fr', 'uz'], 'uz'],
    [['uz-Cyrl'], 'uz-Cyrl'],
    [['uz-Latn-UZ'], 'uz'],
    [['*'], 'en'],
    [[], 'en'],
  ])('follows what the reader prefers: %j', (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });
});

describe('too many requests', () => {
  it('are refused for the account that sends them, until its bucket fills again', () => {
    let now = 0;
    const limit = createRateLimit({ perSecond: 1, burst: 2 }, () => now);
    limit('a');
    limit('a');

    expect(() => {
      limit('a');
    }).toThrow('too-many-requests');
    expect(() => {
      limit('b');
    }).not.toThrow();
    now = 1_000;
    expect(() => {
      limit('a');
    }).not.toThrow();
  });
});

describe('a tag of a state', () => {
  it.each([
    ['W/"3.on-track.en"', true],
    ['"3.on-track.en"', true],
    ['"2.on-track.en", W/"3.on-track.en"', true],
    ['*', true],
    ['"2.on-track.en"', false],
    [undefined, false],
  ])('is known to who sends %s: %s', (sent, known) => {
    expect(isKnown('W/"3.on-track.en"', sent)).toBe(known);
  });
});

describe('a request that waits for its route', () => {
  const never = new AbortController().signal;

  it('hears a ring that came between looking and waiting', async () => {
    const ears = new Ears();
    const ear = ears.openFor('a');
    ears.ring('a');

    expect(await ear.rung(1_000, never)).toBe(true);
  });

  it('hears its own route only, and gives up in time', async () => {
    const ears = new Ears();
    const ear = ears.openFor('a');
    ears.ring('b');

    expect(await ear.rung(20, never)).toBe(false);
  });

  it('gives up when the caller is gone', async () => {
    const gone = new AbortController();
    const ear = new Ears().openFor('a');
    const waiting = ear.rung(60_000, gone.signal);
    gone.abort();

    expect(await waiting).toBe(false);
  });

  it('is forgotten when it ends', () => {
    const ears = new Ears();
    const ear = ears.openFor('a');
    ear.close();

    expect(ears.open).toBe(0);
  });
});

describe('a cursor', () => {
  it('comes back as the place it stands for, and nothing else does', () => {
    const place = { at: '1795355025704123', id: 'found-choir-1' };

    expect(afterOf(cursorOf(place) ?? '')).toEqual(place);
    expect([
      afterOf('abc'),
      afterOf(Buffer.from('["1; drop table",1]').toString('base64url')),
      afterOf(''),
    ]).toEqual([undefined, undefined, undefined]);
  });
});

describe('an error that nobody foresaw', () => {
  const caused = (code: string) =>
    new Error('Failed query: select 31210632040244', { cause: Object.assign(new Error('x'), { code }) });

  it('is "not now" where PostgreSQL cannot be reached, and ours where it can', () => {
    expect(
      ['ECONNREFUSED', '57P01', '53300', '08006', '40001'].map((code) => isDatabaseAway(caused(code))),
    ).toEqual([true, true, true, true, true]);
    expect(['23505', '22P02', undefined].map((code) => problemOf(caused(code ?? '')).slug)).toEqual([
      'internal',
      'internal',
      'internal',
    ]);
  });

  it('is logged without its message, which may hold what people sent', () => {
    const trace = JSON.stringify(traceOf(caused('23505')));

    expect(trace).toContain('23505');
    expect(trace).toContain('small-parts.test');
    expect(trace).not.toContain('31210632040244');
  });
});
