import fc from 'fast-check';
import { isLoopback, isPublic } from '../../webhooks/addresses.ts';

describe('an address that a name leads to', () => {
  it.each(['93.184.215.14', '84.54.64.1', '2a02:c207::1', '2606:4700:4700::1111'])(
    'is of a public host: %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    ['this machine', ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::']],
    ['the inner network', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::1', 'fc00::1']],
    ['a provider’s inner network', ['100.64.0.1', '100.127.255.255']],
    ['the link, where clouds keep their metadata', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0']],
    [
      'documentation and measurement',
      ['192.0.2.1', '198.51.100.7', '203.0.113.7', '198.18.0.1', '2001:db8::1'],
    ],
    ['many at once, or nobody', ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1']],
    ['an IPv4 address in the clothes of IPv6', ['::ffff:127.0.0.1', '::ffff:93.184.215.14', '::127.0.0.1']],
    ['a way round through a translator', ['64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:4136:e378::1']],
    ['nothing that is an address', ['', 'localhost', '0177.0.0.1', '127.1', '2130706433']],
  ])('is not of a public host where it is of %s', (_what, addresses) => {
    expect(addresses.filter(isPublic)).toEqual([]);
  });

  it('is never public within the private ranges, whichever of them it is', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (a, b, c) => {
        expect(isPublic(`10.${a}.${b}.${c}`) || isPublic(`127.${a}.${b}.${c}`)).toBe(false);
        expect(isPublic(`192.168.${a}.${b}`) || isPublic(`169.254.${a}.${b}`)).toBe(false);
        expect(isPublic(`172.${16 + (a % 16)}.${b}.${c}`)).toBe(false);
      }),
    );
  });

  it('is this machine’s own in its own ranges only', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].filter(isLoopback)).toHaveLength(3);
    expect(['10.0.0.1', '::', 'fe80::1%lo', 'localhost', '93.184.215.14'].filter(isLoopback)).toEqual([]);
  });
});
