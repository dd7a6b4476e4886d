import type { ApiKey } from '../domain/api-key.js';

/** The API keys of companies, as the unit of work has them by now. */
export interface ApiKeys {
  find(id: string): ApiKey | undefined;
  /** Keeps the key's new state. */
  save(key: ApiKey): void;
}
