import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mendUnconfirmed } from '../../activities/upkeep/mend-unconfirmed.ts';
import { kept } from '../../db/personal/door.ts';
import { markTaskAnswerTakenUp, storeTaskAnswer } from '../../db/personal/task-answers.ts';
import { type RealCountry, realCountry } from '../analysis/support/real-country.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';

const catalogue = catalogueOf(
  serviceOf('registry.visit', { kind: 'task', input: z.object({}), answer: z.object({ came: z.boolean() }) }),
);
const visit = { service: 'registry.visit', by: 'applicant', input: {} } as const;
const route = routeOf(catalogue, { visit, again: { ...visit, needs: ['visit'] } });

let country: RealCountry;
let id: string;
let task: string;
beforeAll(async () => {
  country = await realCountry(catalogue);
});
afterAll(() => country.end());
beforeEach(async () => {
  await country.stage.rows('update personal.task_answers set check_at = null');
  id = await country.begin(route);
  task = await opened();
});

const rows = (query: string, ...values: unknown[]) => country.stage.rows(query, ...values);
const openTasks = () => rows('select id from tasks where route = $1 and closed_at is null', id);

/** Waits until it is the person's turn, and nothing is under way. */
async function opened(): Promise<string> {
  for (;;) {
    const { raw } = await country.client.workflow.getHandle(id).describe();
    const [open] = await openTasks();
    if (!raw.pendingWorkflowTask && open !== undefined) return String(open['id']);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const follow = async (temporal = country.client) =>
  mendUnconfirmed({
    db: country.stage.db,
    temporal,
    log: { info: () => undefined, warn: () => undefined } as never,
  });

/** An answer as the API stores it; who sent it has heard nothing for so long. */
async function answered(silentFor: string): Promise<string> {
  const row = { id: randomUUID(), task, route: id, body: { came: true }, declined: null, actorKey: 'k' };
  await storeTaskAnswer(country.stage.db.orm, {
    ...{ ...row, assertedBy: 'citizen', proof: null },
    ...kept('test'),
  });
  await rows(
    'update personal.task_answers set check_at = check_at - $2::interval where id = $1',
    row.id,
    silentFor,
  );
  return row.id;
}

/** What a workflow task writes before it is lost with its worker. */
async function takenUpInVain(answer: string): Promise<void> {
  await markTaskAnswerTakenUp(country.stage.db.orm, answer);
  await rows('update tasks set closed_at = now() where route = $1', id);
  await rows("update steps set status = 'done', ended_at = now(), seq = seq + 3 where route = $1", id);
}

const answer = (stored: string) =>
  country.update(id, 'answerTask', { step: 'visit', instance: 0, task, answer: stored, declined: false });
const steps = () => rows('select step, status from steps where route = $1 order by step', id);

describe('an answer of which nobody has heard whether its route has it', () => {
  it('is no longer in the rows where a lost workflow task had taken it up: the person may answer again', async () => {
    await takenUpInVain(await answered('61 seconds'));

    expect(await follow()).toEqual({ compared: 1, rebuilt: 1 });
    expect(await openTasks()).toEqual([{ id: task }]);
    expect(await steps()).toEqual([{ step: 'visit', status: 'waiting-for-person' }]);
    expect(await follow()).toEqual({ compared: 0, rebuilt: 0 });

    await answer(await answered('0 seconds'));
    expect(await steps()).toMatchObject([{ step: 'again' }, { step: 'visit', status: 'done' }]);
  });

  it('is not looked at again where its route has it', async () => {
    await answer(await answered('61 seconds'));
    await opened();

    expect(await follow()).toEqual({ compared: 1, rebuilt: 0 });
    expect(await follow()).toEqual({ compared: 0, rebuilt: 0 });
    expect(await steps()).toMatchObject([{ step: 'again' }, { step: 'visit', status: 'done' }]);
  });

  it('is looked at after a minute, not before', async () => {
    await takenUpInVain(await answered('50 seconds'));

    expect(await follow()).toEqual({ compared: 0, rebuilt: 0 });
    expect(await openTasks()).toEqual([]);
  });

  it('is looked at once more where the history could not be read', async () => {
    await takenUpInVain(await answered('61 seconds'));
    const away = Object.create(country.client, {
      withDeadline: { value: () => Promise.reject(new Error('away')) },
    }) as typeof country.client;

    expect(await follow(away)).toEqual({ compared: 0, rebuilt: 0 });
    await rows("update personal.task_answers set check_at = check_at - interval '1 minute'");
    expect(await follow()).toEqual({ compared: 1, rebuilt: 1 });
  });

  it('is forgotten with a route that has closed: its history is compared in any case', async () => {
    await answered('61 seconds');
    await rows("update routes set state = 'closed' where id = $1", id);

    expect(await follow()).toEqual({ compared: 0, rebuilt: 0 });
    expect(
      await rows('select 1 from personal.task_answers where route = $1 and check_at is not null', id),
    ).toEqual([]);
  });
});
