import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one family of services has been seen to answer, with invented values. */
export interface Shapes {
  readonly service: string;
  readonly success: Shape;
  readonly notFound: Shape;
  readonly refusal: Shape;
  readonly fault: Shape;
  readonly ofAnotherService: Shape;
}
export interface Shape {
  readonly status: number;
  readonly body: unknown;
}

const folder = join(import.meta.dirname, '..', 'shapes');

/** Every recorded family: its envelope's id and its shapes. */
export const recorded: readonly (readonly [string, Shapes])[] = readdirSync(folder)
  .sort()
  .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Shapes]);
