/** What the controllers are given. */
export const TENANCY = Symbol('TENANCY');
export const DOOR = Symbol('DOOR');
export const ANSWERS = Symbol('ANSWERS');
/** The use cases' ports: of submitting, waiting and sending again. */
export const USE_CASES = Symbol('USE_CASES');
export const COMPANIES = Symbol('COMPANIES');
export const USERS = Symbol('USERS');
export const API_KEYS = Symbol('API_KEYS');
/** Who manages whose users and keys. */
export const MANAGEMENT = Symbol('MANAGEMENT');
/** Users and API keys, as outcomes name them. */
export const ACCESS = Symbol('ACCESS');
export const TRANSFERS = Symbol('TRANSFERS');
export const CATALOG = Symbol('CATALOG');
/** The drafts of the catalog. */
export const DRAFTS = Symbol('DRAFTS');
/** Who sells to whom, and at what price. */
export const SALES = Symbol('SALES');
export const LIVE_MODULES = Symbol('LIVE_MODULES');
export const POOLS = Symbol('POOLS');
export const RECEIPTS = Symbol('RECEIPTS');
export const CONTRACTS = Symbol('CONTRACTS');
export const CUSTOMERS = Symbol('CUSTOMERS');
export const POINTS = Symbol('POINTS');
