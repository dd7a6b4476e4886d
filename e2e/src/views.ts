/** Why something was refused, as far as tests look at it. */
export interface Problem {
  readonly code: string;
  readonly rule?: string;
  readonly errors?: readonly { readonly available?: number }[];
}

/** A pool, as far as tests look at it. */
export interface Pool {
  readonly quantity: number;
  readonly counts: { readonly available: number; readonly reserved: number; readonly assigned: number };
}

/** A contract, as far as tests look at it. */
export interface Contract {
  readonly id: string;
  readonly state: string;
}
