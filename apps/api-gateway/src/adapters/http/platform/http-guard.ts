import { type CanActivate, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Caller, Role } from '../../../domain/caller.js';
import type { CompanyQueries } from '../../mongo/queries/company.queries.js';
import type { HttpRequest } from './http-types.js';
import { claimsOf, rememberCaller } from './identities.js';
import { Problem } from './problem.js';
import { within } from './time-limit.js';
import type { Claims } from './token-verifier.js';

const isPublic = 'gateway:public';
const roles = 'gateway:roles';
const lookUpMs = 5000;

/** A route that needs no token. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(isPublic, true);

/** The roles that a route is for (CO-7); the service behind it decides the rest. */
export const ForRoles = (allowed: readonly Role[]): MethodDecorator => SetMetadata(roles, allowed);

/** Lets pass who has a valid token of a known company and a role that the route is for. */
export class HttpGuard implements CanActivate {
  readonly #reflector = new Reflector();

  constructor(private readonly companies: Pick<CompanyQueries, 'find'>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.#reflector.getAllAndOverride<boolean | undefined>(isPublic, targets)) return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const claims = claimsOf(request);
    if (!claims.ok) throw claims.error;
    const caller = await this.#callerOf(claims.value);
    const allowed = this.#reflector.getAllAndOverride<readonly Role[] | undefined>(roles, targets);
    if (allowed && !allowed.includes(caller.role)) throw roleNotAllowed(caller.role, allowed);
    rememberCaller(request, caller);
    return true;
  }

  async #callerOf({ sub: userId, company: companyId, role }: Claims): Promise<Caller> {
    if (companyId === undefined) return { userId, role, company: null };
    const company = await within(lookUpMs, this.companies.find(companyId));
    if (!company)
      throw new Problem('company-not-known', {
        rule: 'CO-7',
        detail: 'The company that the token names does not exist here.',
      });
    const { id, type, distributorId, tier } = company;
    return { userId, role, company: { id, type, distributorId, tier } };
  }
}

// CO-7, CO-10
const roleNotAllowed = (role: Role, allowed: readonly Role[]): Problem =>
  new Problem('role-not-allowed', {
    rule: allowed.length === 1 && allowed[0] === 'operator' ? 'CO-10' : 'CO-7',
    detail: `The role ${role} does not allow this; ${allowed.join(' or ')} does.`,
  });
