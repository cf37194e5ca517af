import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { choirStart, portal, type Sender, sender } from './support/requests.ts';

let api: ApiUnderTest;
let mygov: Sender;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
});
afterAll(async () => api.close());

/** Every row that a start writes. */
const rows = async () => {
  const { rows: counted } = await api.db.orm.execute<{ count: string }>(sql`select
    (select count(*) from routes) + (select count(*) from parties) + (select count(*) from consents)
    + (select count(*) from idempotency_keys) + (select count(*) from access_entries)
    + (select count(*) from personal.events) as count`);
  return Number(counted[0]?.count);
};

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.json({ maxDepth: 30 }).map((text) => text as unknown),
);

/** A right start in which one thing, somewhere, is replaced by anything. */
const almostRight = fc
  .tuple(
    fc.constantFrom(
      'lifeEvent',
      'person',
      'event',
      'consents',
      'channel',
      'region',
      'event.name',
      'event.singers',
      'event.leader',
      'event.foundedOn',
      'event.note',
      'event.needsHall',
    ),
    anything,
  )
  .map(([place, value]) => {
    const start = choirStart();
    const [field = '', inner] = place.split('.');
    return inner === undefined
      ? { ...start, [field]: value }
      : { ...start, event: { ...start.event, [inner]: value } };
  });

describe('whatever JSON is sent to start a route', () => {
  it('is answered below 500, and leaves no row unless it was accepted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, almostRight), async (body) => {
        const before = await rows();
        const { status } = await mygov.post('/v1/routes', JSON.stringify(body));
        const after = await rows();

        expect(status).toBeLessThan(500);
        expect(after > before).toBe(status === 202);
      }),
      { numRuns: 300 },
    );
  });
});
