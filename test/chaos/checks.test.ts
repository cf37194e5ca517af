import { callbacksOnce } from '../../chaos/checks/callbacks.ts';
import type { Verdict } from '../../chaos/checks/check.ts';
import { closedOrWaiting, isQuiet } from '../../chaos/checks/closed-or-waiting.ts';
import { effectsOnce, nothingUnseen } from '../../chaos/checks/effects.ts';
import { enough, nobodyFell, nobodyRefused } from '../../chaos/checks/enough.ts';
import { eachOf } from '../../chaos/checks/histories.ts';
import { toldAsDecided } from '../../chaos/checks/told-as-decided.ts';
import { undosInReverse } from '../../chaos/checks/undos.ts';
import { watch, wentOn } from '../../chaos/checks/went-on.ts';
import { entry, evidence, outcome, route } from './evidence.ts';

const wordsOf = (...verdicts: Verdict[]) =>
  verdicts.flatMap(({ violations }) => violations.map(({ what }) => what));

describe('the judges of a run', () => {
  it('find nothing where all went well', () => {
    const all = evidence({
      ledger: [
        entry('seal/0/1', 1),
        entry('note/0/1', 2),
        entry('note/0/1/undo', 3),
        entry('seal/0/1/undo', 4),
      ],
      outcomes: ['seal/0/1', 'note/0/1', 'note/0/1/undo', 'seal/0/1/undo'].map((key) => outcome(key)),
    });

    const verdicts = [closedOrWaiting(all), ...effectsOnce(all), nothingUnseen(all), toldAsDecided(all)];
    expect(wordsOf(...verdicts, undosInReverse(all), callbacksOnce(all))).toEqual([]);
  });

  it('find an effect that was done twice, by its key and its instants', () => {
    const twice = (service: string) => [entry('wire/0/1', 1, { service }), entry('wire/0/1', 9, { service })];

    const [safe, never] = ['rehearsal.seal', 'rehearsal.wire'].map((service) =>
      effectsOnce(evidence({ ledger: twice(service) })),
    );

    expect(wordsOf(...(safe ?? []))).toEqual([
      expect.stringContaining('rehearsal-1/wire/0/1 was done 2 times'),
    ]);
    expect(never?.map(({ violations }) => violations.length)).toEqual([0, 1, 0]);
  });

  it('find what is done here and was never done there, and the other way round', () => {
    const faulty = entry('seal/0/1', 1, { effect: false, answer: { is: 'fault', because: 'down' } });

    const here = evidence({ ledger: [faulty], outcomes: [outcome('seal/0/1')] });
    const there = evidence({ ledger: [entry('seal/0/1', 1)] });
    const nowhere = evidence({ outcomes: [outcome('seal/0/1')] });

    expect(wordsOf(...effectsOnce(here))).toEqual([
      'rehearsal-1/seal/0/1 is done here, and was never done there',
    ]);
    expect(wordsOf(...effectsOnce(nowhere))).toEqual([
      'rehearsal-1/seal/0/1 is done here, and was never done there',
    ]);
    expect(wordsOf(nothingUnseen(there))).toEqual([
      'rehearsal-1/seal/0/1 was done, and no outcome tells of it',
    ]);
  });

  it('let a safe call go that was sent in a lost workflow task, before the route came another way', () => {
    const judge = (service: string, row: object) =>
      wordsOf(
        nothingUnseen(
          evidence({ ledger: [entry('seal/0/1', 1, { service })], steps: [{ step: 'seal', ...row }] }),
        ),
      );
    const unseen = ['rehearsal-1/seal/0/1 was done, and no outcome tells of it'];

    expect(judge('rehearsal.seal', { status: 'skipped', attempts: 0 })).toEqual([]);
    expect(judge('rehearsal.seal', { status: 'skipped', attempts: 1 })).toEqual(unseen);
    expect(judge('rehearsal.seal', { status: 'done', attempts: 0 })).toEqual(unseen);
    expect(judge('rehearsal.wire', { status: 'skipped', attempts: 0 })).toEqual(unseen);
  });

  it('leave to the officer of a death what a killed worker may have sent, and only what leaves no row', () => {
    const died = (service: string) =>
      wordsOf(nothingUnseen(evidence({ ledger: [entry('seal/0/1', 1, { service })], reason: 'death' })));

    expect(died('rehearsal.seal')).toEqual([]);
    expect(died('rehearsal.wire')).toEqual(['rehearsal-1/seal/0/1 was done, and no outcome tells of it']);
  });

  it('find a no where the agency said yes, and another no than its own', () => {
    const refused = outcome('seal/0/1', { end: 'refused', code: 'full' });
    const otherNo = entry('seal/0/1', 1, { effect: false, answer: { is: 'refused', code: 'closed' } });

    expect(wordsOf(toldAsDecided(evidence({ ledger: [entry('seal/0/1', 1)], outcomes: [refused] })))).toEqual(
      ['rehearsal-1/seal/0/1 is refused here (full), and was done there'],
    );
    expect(wordsOf(toldAsDecided(evidence({ ledger: [otherNo], outcomes: [refused] })))).toEqual([
      'rehearsal-1/seal/0/1 is refused here (full), and as closed there',
    ]);
  });

  it('find undos that come twice, too early, or before what rests on the act', () => {
    const acts = [entry('seal/0/1', 1), entry('note/0/1', 2)];
    const judge = (...undos: [string, number][]) =>
      wordsOf(undosInReverse(evidence({ ledger: [...acts, ...undos.map(([key, at]) => entry(key, at))] })));

    expect(judge(['seal/0/1/undo', 3], ['seal/0/1/undo', 4])).toEqual([
      'rehearsal-1/seal/0 was taken back 2 times',
    ]);
    expect(judge(['seal/0/1/undo', 3], ['note/0/1/undo', 4])).toEqual([
      'seal was taken back before note, which rests on it',
    ]);
    expect(judge(['note/0/2/undo', 3])).toEqual([
      'rehearsal-1/note/0/2/undo took back what had not been done',
    ]);
  });

  it('find callbacks that were lost, kept twice, not applied, or forged', () => {
    const owed = (delivered: boolean) => ({ id: 'c', key: `${route}/seal/0/1`, delivered });
    const row = (callbackId: string, applied = true) => ({
      callbackId,
      route,
      receivedAt: new Date(0),
      applied,
    });
    const judge = (
      delivered: boolean,
      inbox: ReturnType<typeof row>[],
      { taken = 0, outcomes = [] }: { taken?: number; outcomes?: ReturnType<typeof outcome>[] } = {},
    ) => {
      const callbacks = { callbacks: [owed(delivered)], forged: { sent: 1, taken } };
      return wordsOf(callbacksOnce(evidence({ callbacks, inbox, outcomes })));
    };

    expect(judge(true, [row('c')])).toEqual([]);
    expect(judge(false, [])).toEqual(['callback c did not get to our API']);
    expect(judge(true, [])).toEqual(['callback c stands 0 times in the inbox']);
    expect(judge(true, [row('c', false)])).toEqual(['callback c was not applied']);
    expect(judge(true, [row('c', false)], { outcomes: [outcome('seal/0/1')] })).toEqual([]);
    expect(judge(true, [row('c'), row('forged-c')], { taken: 1 })).toEqual([
      'callback forged-c was taken, and no agency sent it',
      '1 forged callbacks were taken',
    ]);
  });

  it('take a route for lost that stands still without anybody whose turn it is', () => {
    const judge = (told: Parameters<typeof evidence>[0]) =>
      wordsOf(closedOrWaiting(evidence({ state: 'open', ...told })));

    expect(judge({})).toEqual(['is open, and it is nobody’s turn']);
    expect(
      judge({
        steps: [{ step: 'seal', status: 'in-progress' }],
        tasks: [{ step: 'note' }],
        conduct: { people: 'never' },
      }),
    ).toEqual(['step seal is still in-progress']);
    expect(judge({ tasks: [{ step: 'seal' }] })).toEqual([
      'step seal still waits for a person (service), who did what was to be done',
    ]);
    expect(
      judge({
        steps: [{ step: 'note', status: 'stuck' }],
        tasks: [{ step: 'seal' }],
        conduct: { people: 'never' },
      }),
    ).toEqual(['step note is stuck without a task']);
  });

  it('take a route for well that waits for somebody who does not come', () => {
    const waiting = {
      state: 'open',
      steps: [{ step: 'seal', status: 'waiting-for-person' }],
      tasks: [{ step: 'seal' }],
    } as const;

    expect(isQuiet(evidence({ ...waiting, conduct: { people: 'never' } }))).toBe(true);
    expect(isQuiet(evidence(waiting))).toBe(false);
  });

  it('find starts that made no route, or two', () => {
    const all = evidence();
    const none = closedOrWaiting({ ...all, rows: { ...all.rows, routes: [] } });
    const two = closedOrWaiting({ ...all, accepted: new Map() });
    const before = closedOrWaiting({ ...all, acceptedBefore: [route, 'rehearsal-0'] });

    expect(wordsOf(none)).toEqual(['was accepted and is not there']);
    expect(wordsOf(two)).toEqual(['is there and nobody was told: one start made two routes']);
    expect(before.violations).toEqual([{ route: 'rehearsal-0', what: 'was accepted and is not there' }]);
  });

  it('let no run pass that had too little to go through', () => {
    const did = (accepted: number, complete: number, kills: number, disturbed: number) =>
      wordsOf(
        enough({ routes: { wanted: 40, accepted, complete }, kills: { wanted: 8, done: kills }, disturbed }),
      );

    expect(did(40, 10, 8, 4)).toEqual([]);
    expect(did(39, 9, 7, 3)).toHaveLength(4);
  });

  it('let no run pass in which a process fell by itself, or somebody was turned away', () => {
    expect(wordsOf(nobodyFell([]), nobodyRefused([]))).toEqual([]);
    expect(wordsOf(nobodyFell(['api-1 ended']), nobodyRefused(['Start 1 was answered 422']))).toEqual([
      'api-1 ended',
      'Start 1 was answered 422',
    ]);
  });

  it('name a route that cannot be looked at, and look at the others', async () => {
    const look = (id: string) =>
      id === 'b' ? Promise.reject(new Error('not found')) : Promise.resolve([id]);

    expect(await eachOf(['a', 'b', 'c'], look)).toEqual([
      { route: 'a', what: 'a' },
      { route: 'b', what: 'could not be looked at: Error: not found' },
      { route: 'c', what: 'c' },
    ]);
  });
});

describe('how long routes stand still', () => {
  it('is measured to their first progress, and is nothing for those who make none', async () => {
    const before = new Map([
      ['a', 1],
      ['b', 1],
    ]);
    const progress = () => Promise.resolve(new Map([...before, ['a', 2] as const]));

    const took = await watch(before, { progress, boundMs: 1 });

    expect([took.get('a'), took.get('b')]).toEqual([expect.any(Number), null]);
  });

  it('is too long beyond the bound, and told by route', () => {
    const took = new Map([
      ['a', 29_900],
      ['b', 30_100],
      ['c', null],
    ]);

    const { violations } = wentOn({ after: 'the last kill of the workers', boundMs: 30_000, took });

    expect(violations).toEqual([
      { route: 'b', what: 'went on after 30.1 s' },
      { route: 'c', what: 'made no progress within 60.0 s' },
    ]);
  });

  it('proves nothing where no route had anything to do', () => {
    const took = new Map<string, number>();

    expect(wordsOf(wentOn({ after: 'the last kill of the servers', boundMs: 300, took }))).toEqual([
      'no route had anything to do then: nothing was measured',
    ]);
  });
});
