import type { DataOf, exchangeReversed } from '@reservoir/messages';
import type { Refusal } from '@reservoir/kernel';
import type { Exchange } from '../../domain/exchange.js';
import type { Posted } from '../../domain/ledger.js';

type Reversed = DataOf<typeof exchangeReversed>;
type WireRefusal = NonNullable<Reversed['exchange']['reason']>;

/** The account and the touched lots after a transaction, as events carry them. */
export const baseOf = ({ account, lots }: Posted): Pick<Reversed, 'account' | 'lots'> => ({
  account: {
    partnerId: account.id,
    available: account.available,
    held: account.held,
    hash: account.hash,
    version: account.version,
  },
  lots: lots.map(
    ({ partnerId: _partner, source: _source, noticeAt: _notice, version: _version, ...lot }) => lot,
  ),
});

/** A transaction, as events carry it: nothing is left out of what its hash is of. */
export const entryOf = ({ transaction }: Posted): Reversed['transaction'] => ({
  ...transaction,
  postings: [...transaction.postings],
  moves: [...transaction.moves],
  opens: [...transaction.opens],
});

/** A refusal, as records carry it. */
export const refusalOf = ({ code, rule, detail, errors }: Refusal): WireRefusal => ({
  code,
  rule,
  detail,
  ...(errors && { errors: errors.map((error) => ({ ...error })) }),
});

/** An exchange, as events carry it. */
export const exchangeStateOf = (exchange: Exchange): Reversed['exchange'] => {
  const { deadline: _deadline, operationId: _operation, askAgainAt: _askAgain, ...state } = exchange;
  const { burns, reason, reversal } = state;
  return {
    ...state,
    burns: [...burns],
    reason: reason && refusalOf(reason),
    reversal: reversal && { id: reversal.id, quantity: reversal.quantity, askedAt: reversal.askedAt },
  };
};

/** A refusal that a record carried. */
export const asRefusal = ({ errors, ...refused }: WireRefusal): Refusal => ({
  ...refused,
  ...(errors && { errors }),
});
