import type { Policy } from '@reservoir/kernel';
import { type Actor, type Role, isOperator } from './actor.js';
import type { Company, Line, VendorAccount } from './company.js';
import { isTheDistributor } from './company-policies.js';
import {
  type CompanyRejected,
  assistanceNotAllowed,
  nothingToChange,
  pointsProgrammeNotAllowed,
  roleNotAllowed,
  tierNotAllowed,
  unknownCompany,
  vendorAccountNotAllowed,
} from './company.rejections.js';
import { isInLine } from './company.js';

/** What is to change of a company; what is undefined stays. */
export interface CompanyChanges {
  readonly name?: string | undefined;
  readonly tier?: string | null | undefined;
  readonly pointsProgramme?: boolean | undefined;
  readonly vendorAccount?: VendorAccount | null | undefined;
  readonly assistedByPartner?: boolean | undefined;
}

/** Who wants what of which company. */
export interface ChangeCompany {
  readonly id: string;
  readonly changes: CompanyChanges;
  readonly actor: Actor;
}

/** What somebody may do to a company is judged by the company and all above it. */
export type LinePolicy<Request extends { readonly id: string; readonly actor: Actor }> = (
  request: Request,
  line: Line,
) => CompanyRejected | undefined;

type AnyRequest = Pick<ChangeCompany, 'id' | 'actor'>;
type ChangePolicy = LinePolicy<ChangeCompany>;

// CO-8: what is unknown and what is foreign get one answer.
export const companyIsInTheActorsSubtree: LinePolicy<AnyRequest> = ({ actor, id }, line) =>
  line.length > 0 && (isOperator(actor) || isInLine(line, actor.companyId)) ? undefined : unknownCompany(id);

const assisting: readonly Role[] = ['total-control', 'license-and-security-admin'];
const isAssistanceAlone = ({ assistedByPartner, ...others }: CompanyChanges): boolean =>
  assistedByPartner !== undefined && Object.values(others).every((value) => value === undefined);

// CO-7, CO-2: who manages a customer's security may let the partner do so; all else takes total control.
export const roleMayChange: ChangePolicy = ({ actor, changes }) => {
  if (isOperator(actor) || (actor.companyId !== null && actor.role === 'total-control')) return undefined;
  return actor.companyId !== null && isAssistanceAlone(changes) && assisting.includes(actor.role)
    ? undefined
    : roleNotAllowed('CO-7', 'companies are changed with total control');
};

export const somethingIsToChange: ChangePolicy = ({ changes }) =>
  Object.values(changes).some((value) => value !== undefined) ? undefined : nothingToChange();

// CO-1: a tier is a partner's price level, set by its distributor.
export const distributorSetsThePartnersTier: ChangePolicy = ({ actor, changes: { tier } }, line) => {
  if (tier === undefined) return undefined;
  const { type } = companyOf(line);
  if (type !== 'partner')
    return tierNotAllowed('CO-1', `a tier is a partner's price level: a ${type} has none`);
  return isOperator(actor) || isTheDistributor(actor, line)
    ? undefined
    : tierNotAllowed('CO-7', "a partner's tier is set by its distributor");
};

// PT-9: the partner signs up itself, or its distributor does it for it.
export const partnersJoinThePointsProgramme: ChangePolicy = ({ actor, changes }, line) => {
  if (changes.pointsProgramme === undefined) return undefined;
  const { id, type } = companyOf(line);
  if (type !== 'partner') return pointsProgrammeNotAllowed(type);
  return isOperator(actor) || actor.companyId === id || isTheDistributor(actor, line)
    ? undefined
    : roleNotAllowed('PT-9', 'a partner is signed up by itself, or by its distributor');
};

// PT-9
export const distributorTellsTheVendorAccount: ChangePolicy = ({ actor, changes }, line) => {
  if (changes.vendorAccount === undefined) return undefined;
  const { type } = companyOf(line);
  if (type !== 'partner') return vendorAccountNotAllowed('PT-9', `a ${type} has no account with the vendor`);
  return isOperator(actor) || isTheDistributor(actor, line)
    ? undefined
    : vendorAccountNotAllowed('CO-7', "a partner's vendor account is told by its distributor");
};

// CO-2: by that customer, and nobody else: not by its partner, nor by the operator.
export const customerItselfSwitchesAssistance: ChangePolicy = ({ actor, changes }, line) => {
  if (changes.assistedByPartner === undefined) return undefined;
  const { id, type } = companyOf(line);
  if (type !== 'customer') return assistanceNotAllowed(`a ${type} is not assisted by a partner`);
  return actor.companyId === id
    ? undefined
    : assistanceNotAllowed(
        'a customer itself says whether its partner manages its security, and nobody else',
      );
};

/** @throws Error when nobody has asked `companyIsInTheActorsSubtree` before: a bug */
export function companyOf([company]: Line): Company {
  if (!company) throw new Error('an unknown company passed the policies');
  return company;
}

/** In the order in which they are asked. */
export const changePolicies = [
  roleMayChange,
  companyIsInTheActorsSubtree,
  somethingIsToChange,
  distributorSetsThePartnersTier,
  partnersJoinThePointsProgramme,
  distributorTellsTheVendorAccount,
  customerItselfSwitchesAssistance,
] as const satisfies readonly Policy<[ChangeCompany, Line]>[];
