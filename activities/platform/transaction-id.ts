import { createHash } from 'node:crypto';

/**
 * The id under which the platform and the agency know an effect: the key's sha256, cut to 16 bytes and shaped like
 * a UUID of version 8 (the one for values of one's own making), as agencies' fields expect.
 */
export function transactionIdOf(key: string): string {
  const bytes = createHash('sha256').update(key).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
