import { newSecret, seal, unseal } from '../../webhooks/seal.ts';

const key = Buffer.alloc(32, 1);

describe('the secret of a webhook', () => {
  it('is new each time, and of a form that Standard Webhooks know', () => {
    const [one, other] = [newSecret(), newSecret()];

    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one).not.toBe(other);
  });

  it('opens under its key and its id', () => {
    const secret = newSecret();
    const sealed = seal(secret, 'a', key);

    expect(unseal(sealed, 'a', key)).toBe(secret);
    expect(sealed).not.toContain(secret.slice(6, 20));
    expect(seal(secret, 'a', key)).not.toBe(sealed);
  });

  it('opens under no other key, in no other row, and not when a bit is changed', () => {
    const sealed = seal(newSecret(), 'a', key);
    const bytes = Buffer.from(sealed, 'base64');
    const changed = [0, 12, 28, bytes.length - 1].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy.toString('base64');
    });

    expect(unseal(sealed, 'a', Buffer.alloc(32, 2))).toBeNull();
    expect(unseal(sealed, 'b', key)).toBeNull();
    expect(changed.map((one) => unseal(one, 'a', key))).toEqual([null, null, null, null]);
    expect(unseal('', 'a', key)).toBeNull();
  });
});
