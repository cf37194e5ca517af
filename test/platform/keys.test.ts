import { bodyHash, transactionIdOf } from '../../activities/platform/index.ts';

describe('the transaction id of an effect', () => {
  it('is made from the key and from nothing else', () => {
    const key = 'child-birth-0198/register/0/1';

    expect(transactionIdOf(key)).toBe(transactionIdOf(key));
    expect(transactionIdOf(key)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('differs for the next epoch and for the undo', () => {
    const ids = ['r/s/0/1', 'r/s/0/2', 'r/s/1/1', 'r/s/0/1/undo'].map(transactionIdOf);

    expect(new Set(ids).size).toBe(4);
  });
});

describe('the hash of a body', () => {
  it('does not mind the order of fields', () => {
    expect(bodyHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(bodyHash({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  it('tells other bodies apart, and lists in another order', () => {
    const hashes = [{ a: [1, 2] }, { a: [2, 1] }, { a: '1,2' }, { b: [1, 2] }].map(bodyHash);

    expect(new Set(hashes).size).toBe(4);
  });
});
