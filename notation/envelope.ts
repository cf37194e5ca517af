/** A place in an answer and what stands there, e.g. `{ at: 'status.code', is: 200 }`. */
export interface Mark {
  readonly at: string;
  readonly is: string | number | boolean;
}

/** How one family of services on the integration platform spells requests and answers (reference: §8.3). */
export interface Envelope {
  readonly id: string;
  /** Names of the fields that carry what goes with every call; a missing one is not sent by this family. */
  readonly request: {
    readonly transactionId?: string;
    readonly consent?: {
      readonly field: string;
      readonly given: string | boolean;
      readonly absent: string | boolean;
    };
    readonly sender?: string;
    readonly purpose?: string;
    /** Constant fields, e.g. a language or protocol version. */
    readonly fixed?: Readonly<Record<string, string | number | boolean>>;
    /** Puts the input below one field, e.g. `params` of JSON-RPC. */
    readonly inputUnder?: string;
  };
  /** All of these hold in a successful answer. */
  readonly success: readonly Mark[];
  /** Where the payload stands, e.g. `Data.0`; an empty string means the whole body. */
  readonly payload: string;
  /** Any of these means "no such thing": a value at a place, or a text found at a place (case ignored). */
  readonly notFound: readonly (Mark | { readonly at: string; readonly contains: string })[];
  /** Where the code of a refusal stands; an answer that is no success and has a declared code here is a refusal. */
  readonly refusal: { readonly code: string; readonly evidence?: string };
  /** Holds in the answer of a service that answers later: "taken in, the result follows". */
  readonly accepted?: Mark;
  /**
   * Holds when the agency says another one is responsible; the other's id stands at `to`. The call then goes once more,
   * to the same path, and its header `addressee` names the other agency.
   */
  readonly readdressed?: { readonly mark: Mark; readonly to: string; readonly addressee: string };
}
