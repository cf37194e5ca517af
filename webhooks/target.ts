import { isIP } from 'node:net';

/** Where webhooks may go. */
export interface TargetPolicy {
  /** Lets them go to this machine, also by plain http and to any port: for development and tests. */
  readonly loopback: boolean;
  /** Ports that may be called. */
  readonly ports: readonly number[];
}

/** What is wrong with an address; the text `invalid.<code>` says it to people. */
export type TargetFault =
  'webhook-url' | 'webhook-not-https' | 'webhook-credentials' | 'webhook-host' | 'webhook-port';

/** Names that lead to no public host: RFC 6761, 6762, 7686, 8375, 9476 and ICANN's `.internal`. */
const reserved = [
  ...['localhost', 'local', 'localdomain', 'internal', 'arpa', 'test', 'example', 'invalid', 'onion', 'alt'],
];

/**
 * What is wrong with a webhook's address, before any name is looked up: it has to be https, a full host name and no
 * number in whatever spelling, without credentials, on an allowed port. Null where nothing is. Where the name leads is
 * judged at each sending, by `isPublic`.
 */
export function faultOfTarget(written: string, { loopback, ports }: TargetPolicy): TargetFault | null {
  if (!URL.canParse(written)) return 'webhook-url';
  const url = new URL(written);
  return faultOfForm(url) ?? (loopback && isThisMachine(url) ? null : faultOfWay(url, ports));
}

function faultOfForm({ protocol, username, password, hash }: URL): TargetFault | null {
  if (username !== '' || password !== '') return 'webhook-credentials';
  return (protocol === 'https:' || protocol === 'http:') && hash === '' ? null : 'webhook-url';
}

function faultOfWay({ protocol, hostname, port }: URL, ports: readonly number[]): TargetFault | null {
  if (protocol !== 'https:') return 'webhook-not-https';
  if (!isHostName(hostname)) return 'webhook-host';
  return ports.includes(port === '' ? 443 : Number(port)) ? null : 'webhook-port';
}

/** As `URL` spells it, which turns octal, hexadecimal and full-width forms into plain numbers. */
function isThisMachine({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** `URL` has made it lower-case ASCII (punycode). */
function isHostName(hostname: string): boolean {
  const labels = hostname.split('.');
  const last = labels.at(-1) ?? '';
  return (
    isIP(hostname.replace(/^\[|\]$/g, '')) === 0 &&
    hostname.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/.test(label)) &&
    !/^\d+$/.test(last) &&
    !reserved.includes(last)
  );
}
