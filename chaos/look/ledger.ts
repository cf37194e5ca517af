/** A request as the simulator saw it: `GET /ledger`. */
export interface LedgerEntry {
  readonly key: string;
  readonly route: string;
  readonly service: string;
  readonly at: string;
  /** This request did something new. */
  readonly effect: boolean;
  readonly answer: {
    readonly is: 'answered' | 'refused' | 'not-found' | 'accepted' | 'fault';
    readonly because?: string;
    readonly code?: string;
    readonly answer?: Readonly<Record<string, unknown>>;
  };
}

export interface LedgerSummary {
  readonly requests: number;
  readonly effects: number;
  readonly duplicates: number;
  readonly keysWithTwoBodies: number;
}

/** What the simulator owed and sent: `GET /callbacks`. */
export interface CallbackBook {
  readonly callbacks: readonly { readonly id: string; readonly key: string; readonly delivered: boolean }[];
  readonly forged: { readonly sent: number; readonly taken: number };
}

/** Reads the memory of the agencies, the judge of a run. */
export class Oracle {
  readonly #simulator: string;

  constructor(simulator: string) {
    this.#simulator = simulator;
  }

  async entries(route?: string): Promise<readonly LedgerEntry[]> {
    const path = route === undefined ? '/ledger' : `/ledger?route=${encodeURIComponent(route)}`;
    return (await this.#read<{ entries: readonly LedgerEntry[] }>(path)).entries;
  }

  summary(): Promise<LedgerSummary> {
    return this.#read('/ledger/summary');
  }

  callbacks(): Promise<CallbackBook> {
    return this.#read('/callbacks');
  }

  async #read<Body>(path: string): Promise<Body> {
    return (await (await fetch(`${this.#simulator}${path}`)).json()) as Body;
  }
}
