declare const refused: unique symbol;
declare const expected: unique symbol;

/**
 * Takes the place of a type that was written wrongly: nothing fits it, and the compiler shows the sentence. An object
 * type, because a text that differs from the one written would make the whole step `never` and hide the place.
 */
export interface Refused<Sentence extends string> {
  readonly [refused]: Sentence;
}

/** Takes the place of a value that cannot be; the compiler shows what could. */
export interface Expected<Values> {
  readonly [expected]: Values;
}

/** One of these values, offered by the editor; another one is shown as expected. */
export type OneOf<Values> = Values | Expected<Values>;
