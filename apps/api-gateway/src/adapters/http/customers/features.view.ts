import { companyId, sku, slug, time } from '@reservoir/messages';
import { z } from 'zod';

const ofService = {
  product: slug,
  skus: z.array(sku).readonly().describe('What the customer is entitled to at that instant'),
  features: z.array(slug).readonly().describe('What its devices have: less what is switched off'),
  switchedOff: z.array(slug).readonly().describe('Entitled to, and switched off by its partner (EN-6)'),
};
const service = z.object(ofService);

/** What a product with its protection model and modules gives to a customer's devices (EN-3). */
export type ServiceFeatures = z.output<typeof service>;

const example = {
  product: 'endpoint-security',
  skus: ['endpoint-security:secure', 'patch-management'],
  features: ['anti-malware', 'device-inventory', 'edr', 'patch-management'],
  switchedOff: ['firewall'],
};

/** The features of all services of a customer. */
export const featuresView = z.object({ customerId: companyId, at: time, services: z.array(service) }).meta({
  id: 'CustomerFeatures',
  examples: [{ customerId: 'customer-one', at: '2026-11-21T12:00:00.000Z', services: [example] }],
});

/** The features of one service of a customer. */
export const serviceFeaturesView = z.object({ customerId: companyId, at: time, ...ofService }).meta({
  id: 'ServiceFeatures',
  examples: [{ customerId: 'customer-one', at: '2026-11-21T12:00:00.000Z', ...example }],
});
