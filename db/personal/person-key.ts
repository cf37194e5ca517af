import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { personKeySecret } from './config.ts';

let secret: KeyObject | undefined;

/** What stands for a person outside this room: HMAC-SHA256 of their PINFL, TIN or passport number. */
export function personKey(number: string): string {
  return keyedHash(`person:${number.trim().toUpperCase()}`);
}

/** A hash that nobody without our key can try guesses against: personal values are short and easily listed. */
export function keyedHash(text: string): string {
  secret ??= createSecretKey(personKeySecret());
  return createHmac('sha256', secret).update(text).digest('hex');
}
