import { type CanActivate, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Caller, Role } from '../../../domain/caller.js';
import { isApiKey, registrationIdOf } from '../../../domain/registration.js';
import type { ReadModels } from '../../../read-models.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import type { UserQueries } from '../../mongo/queries/user.queries.js';
import type { HttpReply, HttpRequest } from './http-types.js';
import { claimsOf, rememberCaller } from './identities.js';
import { customerNamedIn, rememberNamed } from './named-customers.js';
import { isCommandRoute } from './preview.js';
import { Problem } from './problem.js';
import { startTogether } from './start-together.js';
import { inTime } from './time-limit.js';
import type { Claims } from './token-verifier.js';

const isPublic = 'gateway:public';
const roles = 'gateway:roles';
const lookUpMs = 5000;
/** Groups of commands of all callers; most commands are answered within this. */
const commandsApart = { leastMs: 50, mostMs: 100 } as const;

/** A route that needs no token. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(isPublic, true);

/** The roles that a route is for (CO-7); the service behind it decides the rest. */
export const ForRoles = (allowed: readonly Role[]): MethodDecorator => SetMetadata(roles, allowed);

/** Lets pass who has a valid token or API key of a known company, and a role that the route is for. */
export class HttpGuard implements CanActivate {
  readonly #reflector = new Reflector();
  readonly #commandMayStart = startTogether(commandsApart);

  constructor(
    private readonly companies: Pick<CompanyQueries, 'find'>,
    private readonly users: Pick<UserQueries, 'find'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.#reflector.getAllAndOverride<boolean | undefined>(isPublic, targets)) return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const claims = claimsOf(request);
    if (!claims.ok) throw claims.error;
    const isCommand = isCommandRoute(context.getHandler());
    if (isCommand) {
      const hasEnded = await this.#commandMayStart();
      context.switchToHttp().getResponse<HttpReply>().raw.once('close', hasEnded);
    }
    const customerId = customerNamedIn(request);
    const customer = customerId === undefined ? undefined : this.companies.find(customerId);
    // Whoever asks for it hears of the failure.
    customer?.catch(() => undefined);
    const caller = await inTime(lookUpMs, this.#callerOf(claims.value));
    rememberCaller(request, caller);
    if (customerId !== undefined && customer) rememberNamed(caller, customerId, customer);
    if (claims.value.readOnly && isCommand) throw readsOnly();
    const allowed = this.#reflector.getAllAndOverride<readonly Role[] | undefined>(roles, targets);
    if (allowed && !allowed.includes(caller.role)) throw roleNotAllowed(caller.role, allowed);
    return true;
  }

  /** CO-7: the role that the company has registered wins over the one that the token claims (docs/adr/0007). */
  async #callerOf({ sub: userId, company: companyId, role }: Claims): Promise<Caller> {
    if (companyId === undefined) return { userId, role, company: null };
    const [company, user] = await Promise.all([
      this.companies.find(companyId),
      this.users.find(registrationIdOf(companyId, userId)),
    ]);
    if (!company)
      throw new Problem('company-not-known', {
        rule: 'CO-7',
        detail: 'The company that the token names does not exist here.',
      });
    if (user && user.state !== 'active') throw shutOut(user.state);
    const { id, type, distributorId, tier } = company;
    return { userId, role: user?.role ?? role, company: { id, type, distributorId, tier } };
  }
}

// CO-7
const shutOut = (state: ReadModels['users']['state']): Problem =>
  new Problem(`user-${state}`, { rule: 'CO-7', detail: `Your company has ${state} you.` });

// CO-7
const readsOnly = (): Problem =>
  new Problem('api-key-read-only', { rule: 'CO-7', detail: 'This API key reads, and changes nothing.' });

/**
 * CO-7: users and keys are managed by people: what leaks must not be able to make more of itself.
 * @throws Problem api-key-not-allowed
 */
export function requirePerson(caller: Caller): void {
  if (!isApiKey(caller)) return;
  throw new Problem('api-key-not-allowed', {
    rule: 'CO-7',
    detail: 'An API key manages neither users nor API keys: a person with total control does.',
  });
}

// CO-7, CO-10
const roleNotAllowed = (role: Role, allowed: readonly Role[]): Problem =>
  new Problem('role-not-allowed', {
    rule: allowed.length === 1 && allowed[0] === 'operator' ? 'CO-10' : 'CO-7',
    detail: `The role ${role} does not allow this; ${allowed.join(' or ')} does.`,
  });
