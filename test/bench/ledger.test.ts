import { EffectLedger } from '../../bench/agency/ledger.ts';

describe('the ledger of the stand-in agency', () => {
  it('counts what was done twice under one key', () => {
    const ledger = new EffectLedger();
    for (const key of ['dbos:1/a', 'dbos:1/b', 'dbos:1/b', 'dbos:1/b']) ledger.add(key);

    expect(ledger.count('dbos')).toEqual({ keys: 2, effects: 4, doubles: 2 });
  });

  it('tells subjects apart, also where the name of one begins like that of another', () => {
    const ledger = new EffectLedger();
    ledger.add('temporal:1/a');
    ledger.add('temporal-local:1/a');

    expect(ledger.count('temporal')).toEqual({ keys: 1, effects: 1, doubles: 0 });
    expect(ledger.count()).toEqual({ keys: 2, effects: 2, doubles: 0 });
  });

  it('forgets when it is told to', () => {
    const ledger = new EffectLedger();
    ledger.add('dbos:1/a');
    ledger.clear();

    expect(ledger.count()).toEqual({ keys: 0, effects: 0, doubles: 0 });
  });
});
