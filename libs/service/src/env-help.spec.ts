import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { markdownTable, serviceEnvShape, variablesOf } from './env.js';

/** The formatter aligns the columns of tables. */
const withoutPadding = (table: string): string =>
  table
    .trim()
    .replace(/ *\| */g, '|')
    .replace(/-+\|/g, '-|');

describe('the documentation of the environment', () => {
  it('says of every variable what it means', () => {
    for (const { meaning, name } of variablesOf(serviceEnvShape))
      expect([name, meaning]).not.toEqual([name, '']);
  });

  it('marks secrets, and gives them no default', () => {
    const secrets = variablesOf(serviceEnvShape).filter(({ secret }) => secret);
    expect(secrets.map(({ name }) => name).sort()).toEqual(['KAFKA_SASL_PASSWORD', 'MONGODB_URI']);
    expect(secrets.every((one) => one.default === undefined)).toBe(true);
  });

  it('stands in the README as the code has it', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const table = /<!-- environment -->\n\n([^]*?)\n<!-- \/environment -->/.exec(readme)?.[1];
    expect(withoutPadding(table ?? '')).toBe(withoutPadding(markdownTable(serviceEnvShape)));
  });
});
