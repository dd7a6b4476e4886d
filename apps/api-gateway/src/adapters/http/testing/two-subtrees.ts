import { instant } from '@reservoir/kernel';
import {
  assortmentChanged,
  contractActivated,
  entitlementChanged,
  licenseOrderReceipt,
  lotAdded,
  pointsGranted,
  pointsHeld,
  pricesChanged,
  quoteChanged,
  serviceChanged,
} from '@reservoir/messages';
import {
  aContract,
  aPoolFact,
  aQuote,
  aReceipt,
  aService,
  anEntitlement,
  anExchange,
} from '../../../testing/facts.js';
import { LedgerWriter } from '../../../testing/points-ledger.js';
import type { TestGateway } from './gateway.js';

/** One of everything that belongs to partner-gold and customer-one, and the assortments and prices of both distributors. */
export async function tellOfTwoSubtrees(gateway: TestGateway): Promise<void> {
  await gateway.tell(lotAdded, aPoolFact(25, 1));
  await gateway.tell(contractActivated, { contract: aContract() });
  await gateway.tell(serviceChanged, aService(), { sequence: 1 });
  await gateway.tell(entitlementChanged, anEntitlement(25), { sequence: 1 });
  const [ledger, lotId, at] = [new LedgerWriter(), 'points-lot-one', instant('2026-11-21T11:00:00Z')];
  const granted = ledger.write({ lotId, from: 'issued', to: 'available', points: 1000, at });
  const held = ledger.write({ lotId, from: 'available', to: 'held', points: 950, at });
  await gateway.tell(pointsGranted, granted);
  await gateway.tell(pointsHeld, { ...held, exchange: anExchange() });
  await gateway.tell(quoteChanged, aQuote());
  await gateway.tell(licenseOrderReceipt, aReceipt());
  for (const distributorId of ['distributor-one', 'distributor-two']) {
    await gateway.tell(assortmentChanged, { body: { distributorId, offers: [] }, version: 1 });
    const price = {
      fromQuantity: 1,
      unitPrice: { currency: 'EUR', amountMinor: 100 },
      validFrom: '2026-01-01T00:00:00Z',
    };
    const money = ['GOLD', 'SILVER'].map((tier) => ({
      ...price,
      sku: 'edr',
      term: 'Y1' as const,
      tier,
      validUntil: null,
    }));
    await gateway.tell(pricesChanged, {
      body: { distributorId, money, points: [], pointsDiscounts: [] },
      version: 1,
    });
  }
}
