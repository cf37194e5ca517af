import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepHistories } from '../../activities/upkeep/keep-histories.ts';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { type Read, readHistoryFiles } from '../../analysis/history/index.ts';
import { longestUnkeptSeconds } from '../../db/histories.ts';
import { from } from '../../notation/references.ts';
import { graph } from '../engine/support/graph.ts';
import { createRig } from '../workflows/support/create-rig.ts';
import type { Journey, Rig } from '../workflows/support/rig.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open'));
const definition = routeOf(catalogue, {
  open: { service: 'bank.open', input: { person: from('event.mother.pinfl') } },
});

describe('histories of closed routes', () => {
  let rig: Rig;
  let stage: Stage;
  let folder: string;
  const warned: unknown[][] = [];
  beforeAll(async () => {
    [rig, stage] = await Promise.all([createRig(), Stage.set(catalogue)]);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hayot-kept-'));
    warned.length = 0;
    await stage.rows(`update routes set history = 'kept' where history is null`);
  });
  afterEach(() => rm(folder, { recursive: true }));
  afterAll(() => Promise.all([rig.end(), stage.strike()]));

  const upkeep = (): Upkeep => ({
    db: stage.db,
    temporal: rig.client,
    log: { info: () => undefined, warn: (...told: unknown[]) => warned.push(told) } as never,
  });
  const keep = () => keepHistories(upkeep(), folder);

  /** Does so while Temporal does not give the history of one route, and answers otherwise or is away. */
  function keepWithout(bad: string, otherwise: 'answers' | 'is away') {
    const internal = Object.assign(new Error('quotes a person'), { code: 13, details: '', metadata: {} });
    const { workflow, workflowService } = rig.client;
    const getHandle = (id: string) =>
      id === bad ? { fetchHistory: () => Promise.reject(internal) } : workflow.getHandle(id);
    const getSystemInfo = () =>
      otherwise === 'answers' ? workflowService.getSystemInfo({}) : Promise.reject(internal);
    const temporal = Object.create(rig.client, {
      workflow: { value: { getHandle } },
      workflowService: { value: { getSystemInfo } },
    }) as Upkeep['temporal'];
    return keepHistories({ ...upkeep(), temporal }, folder);
  }

  /** A row of a closed route; the route itself runs on the real server unless told otherwise. */
  async function closed(
    age = '1 minute',
    runs: 'to its end' | 'on' | 'nowhere' = 'to its end',
  ): Promise<string> {
    const id = await stage.enter({ route: definition });
    const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;
    if (runs !== 'nowhere') {
      const route: Journey = await rig.begin(
        { route: graph('a-b', runs === 'on' ? { b: task } : {}) },
        {},
        id,
      );
      await (runs === 'on' ? route.saw('open b') : route.outcome());
    }
    await stage.rows(
      `update routes set state = 'closed', outcome = 'complete', closed_at = now() - $1::interval where id = $2`,
      ...[age, id],
    );
    return id;
  }

  const historyOf = async (id: string) =>
    (await stage.rows('select history from routes where id = $1', id))[0]?.history;

  const stateOf = async (id: string) =>
    (await stage.rows('select state from routes where id = $1', id))[0]?.state;

  async function inFolder(): Promise<Read[]> {
    const all: Read[] = [];
    for await (const read of readHistoryFiles([folder])) all.push(read);
    return all;
  }

  it('lie in the folder, each under the day it closed, and can be read again', async () => {
    const id = await closed();
    const { history } = { history: await rig.client.workflow.getHandle(id).fetchHistory() };

    expect(await keep()).toEqual({ kept: 1, lost: 0, rebuilt: 1, failed: 0 });
    expect(await historyOf(id)).toBe('kept');
    const [read, ...rest] = await inFolder();
    expect(rest).toEqual([]);
    expect(read).toMatchObject({
      from: expect.stringMatching(new RegExp(`/\\d{4}-\\d\\d-\\d\\d/${id}\\.json\\.gz$`)),
      route: { workflowId: id, workflowType: 'test-event' },
    });
    expect(read !== undefined && 'route' in read && read.route.history.events?.length).toBe(
      history.events?.length,
    );
  });

  it('are what the rows of a route say from then on, also where a lost workflow task wrote otherwise', async () => {
    const id = await closed();
    await stage.rows(
      `insert into steps (route, step, instance, service, agency, epoch, seq, status) values ($1, 'c', 0, 'bank.open', 'bank', 1, 9, 'in-progress')`,
      id,
    );
    await keep();
    const rows = await stage.rows('select step, status from steps where route = $1 order by step', id);

    expect(rows).toEqual([
      { step: 'a', status: 'done' },
      { step: 'b', status: 'done' },
    ]);
  });

  it('are written once', async () => {
    await closed();
    await keep();
    const [file = ''] = (await inFolder()).map((read) => read.from);
    await utimes(file, 1_000, 1_000);

    expect(await keep()).toEqual({ kept: 0, lost: 0, rebuilt: 0, failed: 0 });
    expect((await stat(file)).mtimeMs).toBe(1_000_000);
  });

  it('are shared out among workers, and no history is written by two or left out', async () => {
    const ids = await Promise.all(Array.from({ length: 45 }, () => closed()));

    const did = await Promise.all([keep(), keep(), keep()]);
    const last = await keep();

    expect([...did, last].reduce((sum, { kept }) => sum + kept, 0)).toBe(45);
    expect(await inFolder()).toHaveLength(45);
    for (const id of ids) expect(await historyOf(id)).toBe('kept');
  });

  it('are kept in the next go where a worker died before it could say so', async () => {
    const id = await closed();
    await keep();
    await stage.rows('update routes set history = null where id = $1', id);
    const [{ from: file } = { from: '' }] = await inFolder();
    await writeFile(file, 'torn');

    expect(await keep()).toEqual({ kept: 1, lost: 0, rebuilt: 0, failed: 0 });
    expect(await inFolder()).toEqual([expect.objectContaining({ route: expect.anything() })]);
    expect((await readdir(join(file, '..'))).filter((name) => name.endsWith('.half'))).toEqual([]);
  });

  it('wait until the route has ended in Temporal too, and hold up no others', async () => {
    const stillOpen = await closed('10 seconds', 'on');
    const done = await closed('20 seconds');

    expect(await keep()).toEqual({ kept: 1, lost: 0, rebuilt: 1, failed: 0 });
    expect([await historyOf(stillOpen), await historyOf(done)]).toEqual([null, 'kept']);
    expect(await stateOf(stillOpen)).toBe('closed');
  });

  it('are not waited for where a lost workflow task closed a route that goes on: its row says so again', async () => {
    const id = await closed('1 minute', 'on');

    expect(await keep()).toEqual({ kept: 0, lost: 0, rebuilt: 1, failed: 0 });
    expect(await stateOf(id)).toBe('open');
    expect(await longestUnkeptSeconds(stage.db.orm)).toBe(0);
  });

  it('are lost only when Temporal has none and its retention has passed, and then it is said', async () => {
    const gone = await closed('25 hours', 'nowhere');
    const odd = await closed('23 hours', 'nowhere');

    expect(await keep()).toEqual({ kept: 0, lost: 1, rebuilt: 0, failed: 0 });
    expect([await historyOf(gone), await historyOf(odd)]).toEqual(['lost', null]);
    expect(warned).toEqual([
      [{ kept: 0, lost: 1, rebuilt: 0, failed: 0 }, expect.stringContaining('lengthen its retention')],
    ]);
  });

  it('are kept of all others where Temporal does not give that of one, which is named and tried again', async () => {
    const first = await closed('4 minutes');
    const bad = await closed('3 minutes');
    const last = await closed('2 minutes');

    expect(await keepWithout(bad, 'answers')).toEqual({ kept: 2, lost: 0, rebuilt: 2, failed: 1 });
    expect(await Promise.all([first, bad, last].map(historyOf))).toEqual(['kept', null, 'kept']);
    expect(warned).toContainEqual([
      { route: bad, kind: 'Error', code: 13 },
      expect.stringContaining('cannot be kept now'),
    ]);
    expect(JSON.stringify(warned)).not.toContain('quotes a person');
    expect(await keep()).toMatchObject({ kept: 1, failed: 0 });
  });

  it('are left for the next go, all of them, where Temporal itself is away', async () => {
    const bad = await closed('3 minutes');
    const other = await closed('2 minutes');

    await expect(keepWithout(bad, 'is away')).rejects.toThrow();
    expect(await Promise.all([bad, other].map(historyOf))).toEqual([null, null]);
    expect(await keep()).toMatchObject({ kept: 2 });
  });

  it('are not marked when the folder cannot be written', async () => {
    const id = await closed();
    const file = join(folder, 'a-file');
    await writeFile(file, '');

    await expect(keepHistories(upkeep(), file)).rejects.toThrow();
    expect(await historyOf(id)).toBeNull();
  });

  it('show in a metric how long the oldest has been waiting', async () => {
    expect(await longestUnkeptSeconds(stage.db.orm)).toBe(0);
    await closed('2 hours', 'nowhere');
    await closed('1 hour', 'nowhere');

    expect(await longestUnkeptSeconds(stage.db.orm)).toBeCloseTo(7_200, -2);
  });
});
