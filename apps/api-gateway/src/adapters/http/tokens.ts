/** What the controllers are given. */
export const TENANCY = Symbol('TENANCY');
export const DOOR = Symbol('DOOR');
export const ANSWERS = Symbol('ANSWERS');
/** The use cases' ports: of submitting, waiting and sending again. */
export const USE_CASES = Symbol('USE_CASES');
export const COMPANIES = Symbol('COMPANIES');
export const CATALOG = Symbol('CATALOG');
export const POOLS = Symbol('POOLS');
export const RECEIPTS = Symbol('RECEIPTS');
export const CONTRACTS = Symbol('CONTRACTS');
export const CUSTOMERS = Symbol('CUSTOMERS');
export const POINTS = Symbol('POINTS');
