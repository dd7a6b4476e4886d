import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/**
 * What the app provides under a token, wherever in its modules; nothing when it provides none. Nest's own look-up would log
 * an error for that, before it throws.
 */
export function provided(context: INestApplicationContext, token: symbol): unknown {
  const modules = [...context.get(ModulesContainer).values()];
  const provider = modules.map(({ providers }) => providers.get(token)).find((one) => one !== undefined);
  return provider?.instance;
}
