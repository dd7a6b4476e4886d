import { z } from 'zod';
import { actor, companyId, slug, time, version } from './common.js';
import { defineMessage } from './define.js';

/** A partner's price level, set by its distributor. */
export const tier = z
  .string()
  .max(32)
  .regex(/^[A-Z][A-Z0-9-]*$/);

/** Where a partner's account with the vendor comes from (PT-9). */
export const vendorAccount = z.enum(['watchguard', 'panda-migrated', 'panda']);

const attributes = {
  id: companyId,
  type: z.enum(['distributor', 'partner', 'customer']),
  name: z.string().trim().min(1).max(200),
  parentId: companyId.nullable(),
  tier: tier.nullable(),
  /** Signed up to the MSSP points programme (PT-9); partners only. */
  pointsProgramme: z.boolean(),
};

const markReason = z.string().trim().min(1).max(500).nullable();

/** A suspension mark on a company (CO-6). */
const mark = z.object({
  /** The company that set it; null for the operator (CO-10). */
  by: companyId.nullable(),
  /** Whether it holds for everything below the company too. */
  recursive: z.boolean(),
  reason: markReason,
  at: time,
});

/** A recursive mark on a company above (CO-6). */
const inheritedMark = mark.omit({ recursive: true }).extend({ companyId });

/** The present suspension, or the last one: as instants, `to` null while it lasts (CO-6). */
const suspension = z.object({ from: time, to: time.nullable() });

/** The whole current state of a company (CO-1), with what it inherits from those above it. */
export const companySchema = z.object({
  ...attributes,
  /** Partners only (PT-9). Facts from before it was told stand for WatchGuard: membership alone decided then. */
  vendorAccount: vendorAccount.nullable().default('watchguard'),
  /** Switched by the customer itself, and by nobody else (CO-2). */
  assistedByPartner: z.boolean().default(false),
  /** Ids of the companies above, the top first; empty for a distributor. */
  ancestors: z.array(companyId).max(4),
  /** The distributor at the top (CO-1); its own id for a distributor. */
  distributorId: companyId,
  /** Partners only: whose partner it was from when on, the last 16; the first one is that of all time before (CO-4). */
  distributors: z
    .array(z.object({ distributorId: companyId, since: time }))
    .max(16)
    .default([]),
  /** Its own marks: one for each company above it, and one of the operator, at most (CO-6). */
  marks: z.array(mark).max(8).default([]),
  /** The recursive marks on companies above it (CO-6). */
  inheritedMarks: z.array(inheritedMark).max(32).default([]),
  /** Whether any mark, own or inherited, holds (CO-6). */
  suspended: z.boolean().default(false),
  suspension: suspension.nullable().default(null),
  version,
});

/** Creates a company under its parent. */
export const createCompany = defineMessage({
  type: 'reservoir.companies.create-company.v1',
  topic: 'companies.commands.v1',
  summary: 'Create a company under its parent',
  keyOf: (data) => data.id,
  schema: z.object({ ...attributes, vendorAccount: vendorAccount.nullable().default(null), actor }),
});

/** Changes what is named of a company; what is left out stays. */
export const changeCompany = defineMessage({
  type: 'reservoir.companies.change-company.v1',
  topic: 'companies.commands.v1',
  summary: 'Change what a company is called, or what applies to it',
  keyOf: (data) => data.id,
  schema: z.object({
    id: companyId,
    changes: z.object({
      name: attributes.name.optional(),
      tier: attributes.tier.optional(),
      pointsProgramme: attributes.pointsProgramme.optional(),
      vendorAccount: vendorAccount.nullable().optional(),
      assistedByPartner: z.boolean().optional(),
    }),
    actor,
  }),
});

/** Sets the actor's mark on a company below it (CO-6). */
export const suspendCompany = defineMessage({
  type: 'reservoir.companies.suspend-company.v1',
  topic: 'companies.commands.v1',
  summary: 'Set a suspension mark on a company',
  keyOf: (data) => data.id,
  schema: z.object({ id: companyId, recursive: z.boolean(), reason: markReason, actor }),
});

/** Lifts the actor's mark from a company below it (CO-6). */
export const reactivateCompany = defineMessage({
  type: 'reservoir.companies.reactivate-company.v1',
  topic: 'companies.commands.v1',
  summary: 'Lift the own suspension mark from a company',
  keyOf: (data) => data.id,
  schema: z.object({ id: companyId, actor }),
});

/** By the scheduler: what a company hands down has changed, and has not reached the one below it yet. */
export const inheritPlace = defineMessage({
  type: 'reservoir.companies.inherit-place.v1',
  topic: 'companies.commands.v1',
  summary: 'Take over the place in the tree that the company above hands down',
  keyOf: (data) => data.companyId,
  schema: z.object({ companyId, parentId: companyId, placeVersion: version }),
});

/** By the scheduler: what a company hands down has reached all below it. */
export const settlePlace = defineMessage({
  type: 'reservoir.companies.settle-place.v1',
  topic: 'companies.commands.v1',
  summary: 'Everything directly below a company has its place: look no more',
  keyOf: (data) => data.companyId,
  schema: z.object({ companyId, placeVersion: version }),
});

/** Not for everybody who may see the company: what those above it are, and have done (CO-8). */
const concealed = ['ancestors', 'distributors', 'marks', 'inheritedMarks'];

/** A company was created. */
export const companyCreated = defineMessage({
  type: 'reservoir.companies.company-created.v1',
  topic: 'companies.events.v1',
  summary: 'A company was created',
  keyOf: (data) => data.id,
  concealed,
  schema: companySchema.extend({
    /** Who created it (CO-10); null in records from before it was told. */
    by: actor.nullable().default(null),
  }),
});

/** What may change of a company. Open: later releases may name further changes. */
const changeKind = z.union([z.enum(['details', 'suspended', 'reactivated', 'moved', 'placed']), slug]);

/** A company was changed, by somebody or by what it inherits. */
export const companyChanged = defineMessage({
  type: 'reservoir.companies.company-changed.v1',
  topic: 'companies.events.v1',
  summary: 'A company was changed: its whole current state',
  keyOf: (data) => data.id,
  concealed,
  schema: companySchema.extend({
    change: z.object({
      kind: changeKind,
      /** Since when it holds: for what is inherited, since it was changed above. */
      at: time,
      /** Null for what is inherited. */
      by: actor.nullable(),
    }),
  }),
});

export type CompanyFact = z.output<typeof companySchema>;
