import { companyId, quantity, sku, slug, term, tier, time, version } from '@reservoir/messages';
import { z } from 'zod';
import { strictly } from '../platform/strictly.js';

const choices = z.array(slug).max(100);

/** A configuration: what POST /v1/contracts takes; a choice that is left out is told with its choices (CA-3). */
export const configurationBody = strictly(
  z.object({
    customerId: companyId.optional().describe('For whom: what it has already counts, and its partner pays'),
    partnerId: companyId
      .optional()
      .describe('Who pays, where no customer says it; for distributors and the operator'),
    product: slug,
    protectionModel: slug.nullable().optional(),
    addOns: choices.optional(),
    managedServices: choices.optional(),
    managementModel: z.enum(['client', 'delegated']).optional(),
    term,
    quantity,
  }),
).meta({
  examples: [
    {
      customerId: 'customer-one',
      product: 'endpoint-security',
      protectionModel: 'secure',
      addOns: ['patch-management'],
      managedServices: [],
      term: 'Y1',
      quantity: 25,
    },
  ],
});
export type ConfigurationBody = z.output<typeof configurationBody>;

const draw = { sku, term, quantity };
const amount = z.object({ currency: z.string(), amountMinor: z.int() });
const unpriced = z.array(sku).describe('What has no price now');

/** What a configuration is (CA-5). */
export const configurationView = z
  .object({
    product: slug,
    protectionModel: slug.nullable().optional(),
    violations: z
      .array(z.looseObject({ code: z.string(), rule: z.string(), detail: z.string() }))
      .describe('Everything that is wrong, at once; POST /v1/contracts would refuse it'),
    implied: z.array(slug).describe('Modules that are part of what is chosen'),
    features: z.array(slug).describe('What the client would get'),
    draws: z
      .array(
        z.object({ ...draw, retired: z.boolean().describe('From stock only: it is sold no longer (CA-8)') }),
      )
      .describe('The licences that it takes out of the pools'),
    price: z
      .object({
        distributorId: companyId,
        tier: tier.nullable(),
        version: version.describe('Of the price list (CA-7)'),
        at: time,
        money: z.object({
          lines: z.array(
            z.object({
              ...draw,
              tier: tier.nullable(),
              fromQuantity: quantity,
              unitPrice: amount,
              amountMinor: z.int(),
            }),
          ),
          totals: z.array(amount),
          unpriced,
        }),
        points: z.object({
          lines: z.array(z.object({ ...draw, pointsPerLicense: z.int(), points: z.int() })),
          totals: z.int().describe('Less the discount of the tier (PT-3)'),
          unpriced,
        }),
      })
      .nullable()
      .describe('Null for customers, and where the distributor has no price list'),
  })
  .meta({
    id: 'ConfigurationCheck',
    examples: [
      {
        product: 'endpoint-security',
        protectionModel: 'secure',
        violations: [
          {
            code: 'already-included',
            rule: 'CA-4',
            detail: 'edr is part of what is chosen already',
            module: 'edr',
          },
        ],
        implied: ['edr'],
        features: ['anti-malware', 'device-inventory', 'edr', 'firewall'],
        draws: [{ sku: 'endpoint-security:secure', term: 'Y1', quantity: 25, retired: false }],
        price: null,
      },
    ],
  });
export type ConfigurationView = z.input<typeof configurationView>;
