import { fetchHistory, type RouteHistory } from '../../analysis/history/index.ts';
import { openReplayer } from '../../analysis/replay/index.ts';
import { message } from '../../temporal/route-messages.ts';
import { graph, undo } from '../engine/support/graph.ts';
import { bundlePath } from '../support/temporal.ts';
import { createRig } from './support/create-rig.ts';
import type { Journey, Rig } from './support/rig.ts';
import { done, inMs, refused, type Script } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;
const broken = { is: 'stuck', reason: 'contract-broken' } as const;

/** Answers after so many milliseconds, which differ from step to step. */
const after = (ms: number) => async () => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return done();
};

/** A route of ten quick steps, whose agencies answer in another order in each. */
function busy(seed: number): Script {
  const delay = (step: number) => ((seed * 7919 + step * 104_729) % 97) * 2;
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  return {
    route: graph('a-d b-d b-e c-f d-g e-g e-h f-h g-i h-i a-j'),
    perform: Object.fromEntries(names.map((name, index) => [name, after(delay(index))])),
  };
}

/**
 * Steps that begin at the same moment and are written in another order than they began, each followed by a timer and a
 * call: the shape in which a result that overtakes another would number what follows otherwise on replay.
 */
function overtaking(seed: number): Script {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const opened = (ms: number) => async () => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { dueAt: inMs(60_000), normAt: inMs(30_000) };
  };
  const delay = (index: number) => ((names.length - index) * 60 * (seed + 1)) % 300;
  const slow = { pace: 'ordinary' } as const;
  return {
    route: graph('a-g b-g c d e-h f', {
      a: slow,
      b: slow,
      c: { when: { refused: 'd' }, needs: ['d'] },
      d: slow,
      f: slow,
    }),
    perform: { e: after(150), g: after(20) },
    open: Object.fromEntries(names.map((name, index) => [name, opened(delay(index))])),
  };
}

/** One route for each thing that can happen to one; each tells how it is helped along. */
const stories: readonly { readonly script: Script; readonly help?: (route: Journey) => Promise<unknown> }[] =
  [
    ...Array.from({ length: 12 }, (_, seed) => ({ script: busy(seed) })),
    ...Array.from({ length: 6 }, (_, seed) => ({ script: overtaking(seed) })),
    {
      script: { route: graph('a-b', { a: task }) },
      help: async (route) => {
        await route.saw('open a');
        await route.update('answerTask', {
          step: 'a',
          instance: 0,
          task: 'task a/0',
          answer: 'row',
          declined: false,
        });
      },
    },
    {
      script: {
        route: graph('a b-c', { a: { pace: 'ordinary', answers: 'later' } }),
        perform: { a: () => ({ is: 'accepted' }) },
        open: { a: () => ({ dueAt: inMs(60_000), normAt: inMs(500) }) },
      },
      help: async (route) => {
        await route.shows({ RouteHealth: 'waiting' });
        await route.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row' });
      },
    },
    {
      script: {
        route: graph('a b', { a: { mends: { full: { field: 'x', within: null } } }, b: task }),
        perform: { a: ({ epoch }) => (epoch === 1 ? refused('full') : done()) },
        late: () => refused('too-late'),
        open: { b: () => ({ dueAt: inMs(1_500) }) },
      },
      help: async (route) => {
        await route.saw('record a waiting-for-person full');
        await route.update('answerTask', {
          step: 'a',
          instance: 0,
          task: 'mend a/0',
          answer: 'row',
          declined: false,
        });
      },
    },
    {
      script: { route: graph('a b-c'), perform: { a: (_, count) => (count === 1 ? broken : done()) } },
      help: async (route) => {
        await route.shows({ RouteHealth: 'stuck' });
        await route.update('retry', { step: 'a' });
      },
    },
    {
      script: { route: graph('a-b b-c', { a: { undo }, b: { undo }, c: task }) },
      help: async (route) => {
        await route.saw('open c');
        await route.handle.cancel();
      },
    },
    {
      script: {
        route: graph('a-b b-c', { a: { undo, pace: 'ordinary' }, c: { essential: true } }),
        perform: { c: () => refused() },
      },
    },
  ];

describe('histories of routes', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig({ cachedRoutes: 2 });
    const routes = await Promise.all(stories.map(({ script }) => rig.begin(script)));
    await Promise.all(routes.map((route, index) => stories[index]?.help?.(route) ?? Promise.resolve()));
    await Promise.all(routes.map((route) => route.outcome()));
  }, 180_000);
  afterAll(() => rig.end());

  it('come to their end while only two routes fit into memory', async () => {
    const ends = await Promise.all(rig.begun.map((id) => rig.client.workflow.getHandle(id).describe()));

    expect(ends.map(({ status }) => status.name)).toEqual(stories.map(() => 'COMPLETED'));
  });

  it('hold no failed workflow task', async () => {
    const histories = await historiesOf(rig);
    const failed = histories.flatMap(({ history }) =>
      (history.events ?? []).filter((event) => event.workflowTaskFailedEventAttributes),
    );

    expect(failed).toEqual([]);
  });

  it('are replayed by the present code to the same commands', async () => {
    expect(await faultsOf(await historiesOf(rig))).toEqual([]);
  });

  it('are refused when two calls have changed places', async () => {
    const swapped = (await historiesOf(rig)).flatMap((history) => {
      const [first, second] = callsOf(history);
      const differ = first?.activityType?.name !== second?.activityType?.name;
      return first !== undefined && second !== undefined && differ ? [{ history, first, second }] : [];
    })[0];
    if (swapped === undefined) throw new Error('No route made two different calls.');
    const { history, first, second } = swapped;
    [first.activityType, second.activityType] = [second.activityType ?? null, first.activityType ?? null];

    expect(await faultsOf([history])).toEqual([expect.stringContaining('Nondeterminism')]);
  });
});

function historiesOf({ client, begun }: Rig): Promise<RouteHistory[]> {
  return Promise.all(begun.map((workflowId) => fetchHistory(client, { workflowId })));
}

/** What is wrong with each history that does not replay. */
async function faultsOf(histories: readonly RouteHistory[]): Promise<string[]> {
  const replayer = openReplayer(bundlePath());
  const errors: (Error | undefined)[] = [];
  for (const history of histories) errors.push(await replayer.replay(history));
  await replayer.close();
  return errors.flatMap((error) => error?.message ?? []);
}

function callsOf({ history }: RouteHistory) {
  return (history.events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
}
