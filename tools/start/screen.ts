import { styleText } from 'node:util';
import type { Answer } from '../platform/api.js';

const dim = (text: string): string => styleText('dim', text);
const bold = (text: string): string => styleText('bold', text);

/** One line of progress. */
export const progress = (line: string): void => console.log(`  ${dim('·')} ${line}`);

/** A heading between parts. */
export const heading = (text: string): void => console.log(`\n${bold(text)}`);

/** Opens a numbered step of the walk. */
export const step = (number: number, text: string): void => console.log(`\n${bold(`${number}. ${text}`)}`);

/** What was asked: a call or a record, indented. */
export function asked(what: string, body?: unknown): void {
  console.log(`   ${styleText('cyan', what)}`);
  if (body !== undefined) console.log(dim(indent(short(body))));
}

/** What came back, with how long it took. */
export function answered(what: string, milliseconds: number, body?: unknown): void {
  console.log(`   ${styleText('green', `→ ${what}`)} ${dim(`${milliseconds.toFixed(0)} ms`)}`);
  if (body !== undefined) console.log(dim(indent(short(body))));
}

/** An answer of the gateway. */
export const answeredBy = (answer: Answer, body: unknown = answer.body): void =>
  answered(String(answer.status), answer.milliseconds, body);

/** A check of the walk: what came out, beside what had to. */
export function checked(what: string, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  console.log(`   ${styleText('green', '✓')} ${what}: ${JSON.stringify(actual)}`);
}

const maxLines = 14;

function short(body: unknown): string {
  const lines = JSON.stringify(body, undefined, 1).split('\n');
  if (lines.length <= maxLines) return lines.join('\n');
  const oneLine = JSON.stringify(body);
  return oneLine.length > 900
    ? `${oneLine.slice(0, 900)} …`
    : (oneLine.match(/.{1,110}/gu)?.join('\n') ?? oneLine);
}

const indent = (text: string): string => text.replaceAll(/^/gm, '     ');
