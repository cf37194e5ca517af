import { canonical, onceOf } from '../../api/once/request-key.ts';

const asked = {
  account: 'portal:a',
  method: 'POST',
  path: '/v1/routes',
  pattern: '/v1/routes',
  body: { a: 1, b: [1, { c: 2 }] },
};

describe('the key of a request', () => {
  it('takes a body for the same in whatever order its fields come', () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(onceOf('k', { ...asked, body: { b: [1, { c: 2 }], a: 1 } }).bodyHash).toBe(
      onceOf('k', asked).bodyHash,
    );
  });

  it.each([
    ['another body', { body: { a: 2 } }],
    ['another order of a list', { body: { a: 1, b: [{ c: 2 }, 1] } }],
    ['another address', { path: '/v1/routes/x/withdraw' }],
  ])('tells %s apart', (_what, changed) => {
    expect(onceOf('k', { ...asked, ...changed }).bodyHash).not.toBe(onceOf('k', asked).bodyHash);
  });

  it('names what is stored under it by account and key alone', () => {
    const first = onceOf('k', asked).id;

    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(onceOf('k', { ...asked, body: {} }).id).toBe(first);
    expect(onceOf('k', { ...asked, account: 'portal:b' }).id).not.toBe(first);
  });

  it('may come in quotation marks, as the draft of the standard writes it', () => {
    expect(onceOf('"k"', asked).key).toBe('k');
  });
});
