import { detailsOf } from '../../workflows/engine/details.ts';
import { stepState } from '../../workflows/engine/route-state.ts';
import { begin, refused } from './support/actor.ts';
import { graph } from './support/graph.ts';

describe('the checklist that officers read in the Temporal UI', () => {
  it('shows every step and how it stands', async () => {
    const { state, actor } = begin(graph('a-b c d-e'));
    await actor.end('a');
    await actor.end('c', refused());

    expect(detailsOf(state, 'birth-1')).toBe(
      [
        '**A test event**: on-track, 1 of 5 steps done',
        '',
        '- [x] Step a',
        '- [ ] Step b: in progress',
        '- Step c: refused',
        '- [ ] Step d: in progress',
        '- [ ] Step e',
      ].join('\n'),
    );
  });

  it('says why a step is stuck and which call moves it', () => {
    const { state } = begin(graph('clinic'));
    Object.assign(stepState(state, 'clinic').instances?.[0] ?? {}, {
      status: 'stuck',
      stuck: 'contract-broken',
    });

    expect(detailsOf(state, 'birth-1')).toContain(
      '- [ ] Step clinic: **stuck, contract broken**. `POST /v1/routes/birth-1/steps/clinic/retry` ' +
        '(or `skip`, `resolve`) with `{"reason": "…"}`',
    );
  });

  it.each([
    [
      { because: 'maintenance', until: '2026-11-22 18:00' },
      'the agency rests until 2026-11-22 18:00 (maintenance)',
    ],
    [{ because: 'agency-down', until: null }, 'the agency is down'],
  ])('says why a call waits in the queue of its agency: %j', (held, words) => {
    const { state } = begin(graph('clinic'));
    Object.assign(stepState(state, 'clinic').instances?.[0] ?? {}, { held });

    expect(detailsOf(state, 'birth-1')).toContain(`- [ ] Step clinic: in progress, ${words}, its calls wait`);
  });

  it('shows as done what could not be taken back and was left so', async () => {
    const { state, actor } = begin(graph('a'));
    await actor.end('a');
    Object.assign(stepState(state, 'a').instances?.[0] ?? {}, { isUndoGivenUp: true });

    expect(detailsOf(state, 'birth-1')).toContain('- [x] Step a, taking back given up');
  });

  it('says how a closed route ended', async () => {
    const { state, actor } = begin(graph('a'));
    await actor.end('a');

    expect(detailsOf(state, 'birth-1', 'complete')).toBe(
      '**A test event**: closed, complete, 1 of 1 steps done\n\n- [x] Step a',
    );
  });

  it('names the element that is stuck', () => {
    const { state } = begin(graph('ask', { ask: { each: { event: 'founders' } } }), {
      facts: {},
      items: { ask: [{}, {}] },
    });
    Object.assign(stepState(state, 'ask').instances?.[1] ?? {}, { status: 'stuck', stuck: 'unexpected' });

    expect(detailsOf(state, 'r')).toContain('{"reason": "…", "instance": 1}');
  });

  it('shows titles as they stand, whatever signs they hold', () => {
    const { state } = begin(graph('a', { a: { title: 'Look *up* [this](http://x)\n# and that' } }));

    expect(detailsOf(state, 'r')).toContain(
      '- [ ] Look \\*up\\* \\[this\\](http://x) \\# and that: in progress',
    );
  });

  it('stays within what the UI is given, and keeps the open steps', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `enrolment${index}`);
    const { state, actor } = begin(graph(`${names.join(' ')} enrolment59-last`));
    for (const name of names.slice(0, 55)) await actor.end(name);
    const text = detailsOf(state, 'birth-1');

    expect(text.length).toBeLessThanOrEqual(1_200);
    expect(text).toContain('- [ ] Step enrolment59: in progress');
    expect(text).toContain('… and 55 more');
  });

  it('stays within what the UI is given when everything is stuck', () => {
    const names = Array.from({ length: 60 }, (_, index) => `s${index}`);
    const { state } = begin(graph(names.join(' ')));
    for (const name of names)
      Object.assign(stepState(state, name).instances?.[0] ?? {}, { status: 'stuck', stuck: 'unexpected' });

    expect(detailsOf(state, 'birth-1').length).toBeLessThanOrEqual(1_200);
  });
});
