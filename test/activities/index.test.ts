import { createActivities, type Deps } from '../../activities/index.ts';
import { catalogueOf, serviceOf } from './support/country.ts';

describe('the activities of a worker', () => {
  it("are listed by name, one per service and the engine's own, as workers must see them", () => {
    const catalogue = catalogueOf(serviceOf('bank.open'));
    const activities = createActivities({ catalogue, db: {} } as unknown as Deps);
    expect(Object.keys(activities).sort()).toEqual(
      [
        ...['registry.life-status', 'bank.open'],
        ...['open-step', 'record', 'settle', 'late', 'mend', 'reckon', 'change-law', 'close-route'],
      ].sort(),
    );
  });
});
