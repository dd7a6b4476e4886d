import { z } from 'zod';
import { actor, companyId, id, version } from './common.js';
import { defineMessage } from './define.js';

/** The roles of a company's users (CO-7); the operator is no company's user (CO-10). */
export const userRole = z.enum([
  'total-control',
  'license-and-security-admin',
  'security-admin',
  'monitoring',
]);

/**
 * The issuer's `sub`: printable ASCII without spaces. `api-key:` is what API keys act under; dots alone cannot stand in a
 * path.
 */
export const userId = z.string().regex(/^(?!api-key:|\.{1,2}$)[!-~]{1,128}$/);

const attributes = {
  name: z.string().trim().min(1).max(200),
  /** Personal data: shown to who manages the users, and to nobody else. */
  email: z.email().max(254),
  role: userRole,
};

/** The whole current state of a user (CO-7). */
export const userSchema = z.object({
  /** Made of the company and the user's id: the same `sub` may be registered by two companies. */
  id,
  companyId,
  userId,
  /** Null once removed. */
  name: attributes.name.nullable(),
  /** Null once removed. */
  email: attributes.email.nullable(),
  role: userRole,
  /** Only who is active gets in; removed users stay known, so that a token of theirs is refused. */
  state: z.enum(['active', 'disabled', 'removed']),
  version,
  /** Who made this change. */
  by: actor,
});

/** Registers a user in a company. */
export const addUser = defineMessage({
  type: 'reservoir.companies.add-user.v1',
  topic: 'companies.commands.v1',
  summary: 'Register a user in a company',
  keyOf: (data) => data.companyId,
  schema: z.object({ companyId, userId, ...attributes, actor }),
});

/** Changes what is named of a user. */
export const changeUser = defineMessage({
  type: 'reservoir.companies.change-user.v1',
  topic: 'companies.commands.v1',
  summary: "Change a user's name, e-mail address, role or access",
  keyOf: (data) => data.companyId,
  schema: z.object({
    companyId,
    userId,
    name: attributes.name.optional(),
    email: attributes.email.optional(),
    role: userRole.optional(),
    state: z.enum(['active', 'disabled']).optional(),
    actor,
  }),
});

/** Removes a user from its company. */
export const removeUser = defineMessage({
  type: 'reservoir.companies.remove-user.v1',
  topic: 'companies.commands.v1',
  summary: 'Remove a user from its company',
  keyOf: (data) => data.companyId,
  schema: z.object({ companyId, userId, actor }),
});

/** On the companies' compacted topic, under a key that no company has (docs/adr/0007). */
const factOf = (type: string, summary: string) =>
  defineMessage({
    type,
    topic: 'companies.events.v1',
    summary,
    keyOf: (data: z.output<typeof userSchema>) => `user:${data.id}`,
    // Whoever may read an operation of the company may read its preview.
    concealed: ['name', 'email'],
    schema: userSchema,
  });

export const userAdded = factOf('reservoir.companies.user-added.v1', 'A user was registered in its company');
export const userChanged = factOf(
  'reservoir.companies.user-changed.v1',
  "A user's name, e-mail address, role or access changed",
);
export const userRemoved = factOf(
  'reservoir.companies.user-removed.v1',
  'A user was removed, and its name and e-mail address with it',
);

export type UserFact = z.output<typeof userSchema>;
