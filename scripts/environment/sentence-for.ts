import { CatalogueFault } from '../../catalogue/fault.ts';
import { errorCode } from './error-code.ts';
import { PlainError } from './plain-error.ts';

/** What to tell the person at the keyboard about an error: a sentence where we know one, else all that there is. */
export function sentenceFor(error: unknown): string {
  if (isPlain(error)) return error.message;
  const place = pathOf(error);
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${place} may not be written or run: missing rights. Run this as the owner of that place, or mend its rights.`;
    case 'ENOSPC':
      return `The disk is full; ${place} could not be written. Make room and start again.`;
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Errors whose message tells all. */
function isPlain(error: unknown): error is Error {
  const isOfArguments = String(errorCode(error)).startsWith('ERR_PARSE_ARGS_');
  return error instanceof PlainError || error instanceof CatalogueFault || isOfArguments;
}

function pathOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'path' in error ? error.path : undefined;
  return typeof named === 'string' ? named : 'A file';
}
