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
export const POOL_READER = Symbol('POOL_READER');
export const STOCK_REPORTS = Symbol('STOCK_REPORTS');
export const RECEIPTS = Symbol('RECEIPTS');
export const CONTRACTS = Symbol('CONTRACTS');
/** The way in for commands on a contract. */
export const CONTRACT_DOOR = Symbol('CONTRACT_DOOR');
export const CUSTOMERS = Symbol('CUSTOMERS');
/** Services and features of customers, as outcomes name them. */
export const CUSTOMER_READER = Symbol('CUSTOMER_READER');
export const RECONCILIATION = Symbol('RECONCILIATION');
export const POINTS = Symbol('POINTS');
export const POINTS_LEDGER = Symbol('POINTS_LEDGER');
