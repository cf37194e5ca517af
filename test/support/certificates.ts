import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A private key and its certificate, both PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** What a certificate is to say. */
interface Wanted {
  /** A host name or an IPv4 address. */
  readonly name: string;
  readonly from?: Date;
  readonly until?: Date;
}

/** Certifies whatever a test asks for, and lives as long as the test: no key lies in a file, no certificate runs out. */
export class Authority {
  /** Its own key and the certificate that it signed itself. */
  readonly own: Certified;
  readonly #name: string;
  readonly #key: KeyObject;

  constructor(name: string) {
    const { privateKey, publicKey } = newKeys();
    [this.#name, this.#key] = [name, privateKey];
    this.own = { key: pemOf(privateKey), cert: this.#sign(publicKey, { name }, isAuthority) };
  }

  certify(wanted: Wanted): Certified {
    const { privateKey, publicKey } = newKeys();
    return { key: pemOf(privateKey), cert: this.#sign(publicKey, wanted, standsFor(wanted.name)) };
  }

  /** RFC 5280, version 3, with one extension. */
  #sign(
    key: KeyObject,
    { name, from = inHours(-1), until = inHours(24) }: Wanted,
    extension: Buffer,
  ): string {
    const content = sequence(
      der(0xa0, der(0x02, Buffer.of(2))),
      der(0x02, Buffer.of(1), randomBytes(15)),
      ecdsaWithSha256,
      nameOf(this.#name),
      sequence(instantOf(from), instantOf(until)),
      nameOf(name),
      key.export({ type: 'spki', format: 'der' }),
      der(0xa3, sequence(extension)),
    );
    const signature = der(0x03, Buffer.of(0), sign('sha256', content, this.#key));
    return new X509Certificate(sequence(content, ecdsaWithSha256, signature)).toString();
  }
}

export const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** One value of DER: its tag, its length, its content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), body]);
}
const sequence = (...content: readonly Buffer[]) => der(0x30, ...content);
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const commonName = objectId('550403');
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const nameOf = (name: string) => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
const instantOf = (at: Date) =>
  der(0x18, Buffer.from(`${at.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`));

/** basicConstraints: it may certify others. */
const isAuthority = sequence(objectId('551d13'), der(0x04, sequence(der(0x01, Buffer.of(0xff)))));

/** subjectAltName: whom it stands for. */
function standsFor(name: string): Buffer {
  const alternative =
    isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
  return sequence(objectId('551d11'), der(0x04, sequence(alternative)));
}
