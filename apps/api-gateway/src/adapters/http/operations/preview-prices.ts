import type { Clock } from '@reservoir/kernel';
import { operationPlanned } from '@reservoir/messages';
import type { Caller } from '../../../domain/caller.js';
import { priceOf } from '../../../domain/check-configuration.js';
import type { Sales } from '../catalog/sales.js';
import { Answer } from '../platform/answer.js';
import type { PreviewView } from './preview.view.js';

/** Says what the licences of a preview cost (CT-18): they come out of the pools, where they were paid for, or are to be. */
export class PreviewPrices {
  constructor(
    private readonly sales: Pick<Sales, 'of'>,
    private readonly clock: Clock,
  ) {}

  /** The answer with the price of what would be drawn; unchanged where nothing is planned to be. */
  async withPrice(answer: Answer, caller: Caller): Promise<Answer> {
    const view = answer.body as Partial<PreviewView> | null;
    const planned = view?.events?.find(({ type }) => type === operationPlanned.type);
    if (!planned) return answer;
    const { customerId, draws } = operationPlanned.schema.parse(planned.data);
    const sale = await this.sales.of(caller, { customerId });
    const licences = draws.map(({ pool: { sku, term }, quantity }) => ({ sku, term, quantity }));
    const price = sale.prices ? priceOf(licences, sale, sale.prices, this.clock.now()) : null;
    return new Answer(answer.status, { ...view, price }, answer.headers);
  }
}
