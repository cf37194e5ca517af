import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Platform } from '../../activities/platform/index.ts';
import { createMetrics } from '../../api/http/metrics.ts';
import { root } from '../../scripts/environment/folders.ts';
import { createVitalMetrics } from '../../worker/vital-metrics.ts';
import { createWorkMetrics } from '../../worker/work-metrics.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const read = (file: string) => readFileSync(join(root, 'docs', file), 'utf8');
const { groups } = parse(read('alerts.yml')) as { groups: readonly { rules: readonly Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** All that our processes show, with one value for each label. */
async function shown(): Promise<string> {
  const work = createWorkMetrics();
  work.came('a duty', { did: 1 });
  work.delivered('delivered');
  const platform = { call: () => Promise.resolve({ is: 'not-found' }) } as unknown as Platform;
  await work.counting(platform).call({ agency: 'bank' } as never);
  const vital = createVitalMetrics(() =>
    Promise.resolve({
      routes: [{ lifeEvent: 'birth', health: 'late', open: 1 }],
      steps: [{ agency: 'bank', status: 'stuck', routes: 1, late: 1, toBeLate: 1 }],
      faults: [{ fault: 'run-lost', open: 1 }],
      breakers: [{ agency: 'bank', isOpen: true }],
      tasks: [{ kind: 'officer', level: 3, open: 1 }],
      unmatched: [{ agency: 'bank', tried: 1, givenUp: 1 }],
      ages: { unstarted: 0, operation: 0, untold: 0, unmatched: 0, unkept: 0, undelivered: 0 },
    }),
  );
  const api = createMetrics();
  api.observe({ method: 'GET', pattern: '/v1/routes', status: 200, seconds: 1 } as never);
  for (const counter of [api.callbacksForged, api.callbacksTurnedBack]) counter.inc({ agency: 'bank' });
  return [await work.text(), await vital(), await api.registry.metrics()].join('\n');
}

describe('the page for operators', () => {
  it('names metrics and labels that our processes show', async () => {
    const text = await shown();
    const isShown = (name: string, label: string) =>
      text.split('\n').some((line) => line.startsWith(name) && line.includes(label));
    const named = [...read('operations.md').matchAll(/`(hayot_[a-z_]+)(?:\{([a-zA-Z,]+)\})?/g)];

    expect(named.length).toBeGreaterThan(20);
    const missing = named.flatMap(([whole = '', name = '', labels = '']) =>
      labels.split(',').every((label) => isShown(name, label === '' ? '' : `${label}="`)) ? [] : [whole],
    );
    expect(missing).toEqual([]);
  });
});

describe('the alerts', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s asks for metrics and labels that our processes show',
    async (_, { expr }) => {
      const text = await shown();
      const asked = [...expr.matchAll(/\b(hayot_\w+)(?:\{([^}]*(?:\{\w+\}[^}]*)?)\})?/g)];
      for (const [, name = '', labels = ''] of asked) {
        const series = text.split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line));
        expect([name, series.length > 0]).toEqual([name, true]);
        for (const [, label = ''] of labels.matchAll(/(\w+)(?:=~|!=|=)"/g))
          expect([name, label, series.some((line) => line.includes(`${label}="`))]).toEqual([
            name,
            label,
            true,
          ]);
      }
      expect(asked.length > 0 || expr.startsWith('up{')).toBe(true);
    },
  );

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s says how urgent it is, and its runbook says what it means, where to look, what to do and when to wake whom',
    (alert, { labels, annotations }) => {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary).not.toBe('');
      expect(annotations.runbook).toBe(`operations.md#${alert.toLowerCase()}`);
      const [, rest = ''] = read('operations.md').split(`\n#### ${alert}\n`);
      const [runbook = ''] = rest.split('\n####');
      for (const part of ['**Means**', '**Look**', '**Do**', '**Wake**']) expect(runbook).toContain(part);
    },
  );
});
