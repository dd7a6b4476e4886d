import type { Refusal } from '@reservoir/kernel';
import type { CompanyType } from './company.js';

/** Every way in which a company is not created or changed. */
export type CompanyRejected = Refusal<
  | 'role-not-allowed'
  | 'unknown-company'
  | 'parent-missing'
  | 'parent-not-allowed'
  | 'type-not-allowed'
  | 'partner-chain-too-long'
  | 'tier-not-allowed'
  | 'points-programme-not-allowed'
  | 'company-exists'
  | 'vendor-account-not-allowed'
  | 'assistance-not-allowed'
  | 'nothing-to-change'
  | 'mark-not-allowed'
  | 'no-such-mark'
>;

export const roleNotAllowed = (rule: string, detail: string): CompanyRejected => ({
  code: 'role-not-allowed',
  rule,
  detail,
});

/** Not there, or not in the subtree of whoever asks: the two answers are the same (CO-8). */
export const unknownCompany = (id: string): CompanyRejected => ({
  code: 'unknown-company',
  rule: 'CO-8',
  detail: `there is no company ${id}`,
});

export const parentMissing = (type: CompanyType): CompanyRejected => ({
  code: 'parent-missing',
  rule: 'CO-1',
  detail: `a ${type} belongs to another company: name its parent`,
});

export const parentNotAllowed = (type: CompanyType, parentType: CompanyType): CompanyRejected => ({
  code: 'parent-not-allowed',
  rule: 'CO-1',
  detail:
    type === 'distributor'
      ? 'a distributor stands at the top and has no parent'
      : `the parent of a ${type} is no ${parentType}`,
});

export const typeNotAllowed = (): CompanyRejected => ({
  code: 'type-not-allowed',
  rule: 'CO-1',
  detail: 'a distributor creates partners; customers are created by their partner',
});

export const partnerChainTooLong = (longest: number): CompanyRejected => ({
  code: 'partner-chain-too-long',
  rule: 'CO-1',
  detail: `at most ${longest} partners stand in one chain`,
});

export const tierNotAllowed = (rule: string, detail: string): CompanyRejected => ({
  code: 'tier-not-allowed',
  rule,
  detail,
});

export const pointsProgrammeNotAllowed = (type: CompanyType): CompanyRejected => ({
  code: 'points-programme-not-allowed',
  rule: 'PT-9',
  detail: `the points programme is for partners, not for a ${type}`,
});

export const companyExists = (id: string): CompanyRejected => ({
  code: 'company-exists',
  rule: 'CO-1',
  detail: `there is a company ${id} already`,
});

export const vendorAccountNotAllowed = (rule: string, detail: string): CompanyRejected => ({
  code: 'vendor-account-not-allowed',
  rule,
  detail,
});

export const assistanceNotAllowed = (detail: string): CompanyRejected => ({
  code: 'assistance-not-allowed',
  rule: 'CO-2',
  detail,
});

export const nothingToChange = (): CompanyRejected => ({
  code: 'nothing-to-change',
  rule: 'CO-1',
  detail: 'name what is to change',
});

export const markNotAllowed = (detail: string): CompanyRejected => ({
  code: 'mark-not-allowed',
  rule: 'CO-6',
  detail,
});

/** Marks of others stay (CO-6). */
export const noSuchMark = (id: string): CompanyRejected => ({
  code: 'no-such-mark',
  rule: 'CO-6',
  detail: `you have set no mark on ${id}; marks of others are lifted by those who set them`,
});
