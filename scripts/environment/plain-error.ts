/** An error whose message is a sentence for the person at the keyboard: what happened and what to do. Printed without a stack. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}
