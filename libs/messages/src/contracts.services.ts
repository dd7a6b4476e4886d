import { z } from 'zod';
import { actor, companyId, day, quantity, slug, term, time } from './common.js';
import { alignEnd, cascade } from './contracts.family-commands.js';
import { defineMessage } from './define.js';

/** What may be changed of a service (EN-1); what is left out stays. */
export const serviceSettings = z.object({
  managementModel: z.enum(['client', 'delegated']).optional(),
  /** The term is for groups of mixed terms; left out is none (CT-7). */
  autoRenew: z.object({ on: z.boolean(), term: term.optional() }).optional(),
});

/** Change how a service is managed, and whether it renews (EN-1). */
export const changeService = defineMessage({
  type: 'reservoir.contracts.change-service.v1',
  topic: 'contracts.commands.v1',
  summary: 'Change how a service is managed, and whether it renews by itself',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, product: slug, changes: serviceSettings, actor }),
});

/** Switch a feature of a service on or off (EN-6). */
export const switchFeature = defineMessage({
  type: 'reservoir.contracts.switch-feature.v1',
  topic: 'contracts.commands.v1',
  summary: 'Switch a feature of a service on or off',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, product: slug, feature: slug, on: z.boolean(), actor }),
});

/** What `POST /v1/customers/{id}/services/{product}/modules` takes: an add-on or a managed service. Nothing is defaulted. */
export const addition = z.object({
  module: slug,
  /** Of the term class of its product (CT-13). */
  term,
  quantity,
  /** The first day, today or later; today when left out. */
  start: day.optional(),
  /** Where the first period ends, if not with its term (CT-15). */
  alignEnd: alignEnd.optional(),
});

/** Add a module alone to a product that the customer has (EN-6). */
export const addModule = defineMessage({
  type: 'reservoir.contracts.add-module.v1',
  topic: 'contracts.commands.v1',
  summary: 'Add an add-on or a managed service to a product that the customer has (EN-6)',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, product: slug, addition, cascade, actor }),
});

/** When features of a service were, and are, switched off (EN-6). */
export const featureSwitches = z.object({
  customerId: companyId,
  product: slug,
  /** In order of `from`; `to` is null while it is off. */
  off: z.array(z.object({ feature: slug, from: time, to: time.nullable() })).max(1000),
});

/** A feature was switched on or off: every switch of its service (EN-6). */
export const featuresSwitched = defineMessage({
  type: 'reservoir.contracts.features-switched.v1',
  topic: 'contracts.events.v1',
  summary: 'A feature of a service was switched on or off: every switch of the service',
  keyOf: (data) => data.customerId,
  schema: z.object({ customerId: companyId, switches: featureSwitches, feature: slug, on: z.boolean() }),
});
