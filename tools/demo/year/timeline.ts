import { styleText } from 'node:util';
import type { Told } from './told.js';

/** What is printed as the year goes by, and kept as Markdown. */
export class Timeline {
  readonly #lines: string[] = [];

  /** A part of the story begins. */
  scene(day: string, title: string): void {
    console.log(`\n${styleText('bold', `${day}  ${title}`)}`);
    this.#lines.push('', `## ${day}: ${title}`, '');
  }

  /** What somebody did. */
  did(text: string): void {
    console.log(`  ${styleText('cyan', '▸')} ${text}`);
    this.#lines.push(`- **${text}**`);
  }

  /** What happened by itself. */
  happened(all: readonly Told[]): void {
    for (const { at, text } of all) {
      const when = at.slice(0, 16).replace('T', ' ');
      console.log(`  ${styleText('dim', when)} ${text}`);
      this.#lines.push(`- ${when} — ${text}`);
    }
  }

  /** A table of numbers. */
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    const widths = head.map((name, column) =>
      Math.max(name.length, ...rows.map((row) => String(row[column]).length)),
    );
    const line = (cells: readonly (string | number)[]): string =>
      cells.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join('  ');
    console.log(`\n  ${styleText('dim', line(head))}`);
    for (const row of rows) console.log(`  ${line(row)}`);
    const markdown = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
    this.#lines.push('', markdown(head), markdown(head.map(() => '---')), ...rows.map(markdown), '');
  }

  /** @param introduction stands above the story */
  markdown(title: string, introduction: string): string {
    return `# ${title}\n\n${introduction}\n${this.#lines.join('\n')}\n`;
  }
}
