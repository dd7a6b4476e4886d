import { z } from 'zod';
import type { Page, PageRequest } from '../../mongo/page.js';
import { Answer } from './answer.js';
import { cursorOf, positionFrom } from './cursor.js';

/** Parameters of a query, as they came. */
type Query = Readonly<Record<string, string | number | undefined>>;

const pageSize = 50;
const largestPage = 200;

/** The query of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(largestPage).optional().describe('Items at most (default 50)'),
  cursor: z
    .string()
    .max(2048)
    .optional()
    .describe('Where the page before ended; take it from the Link header'),
});
export type PageQuery = z.output<typeof pageQuery>;

/** What a list answers. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Null on the last page. */
    nextCursor: z.string().nullable(),
  });

/**
 * The part of a list that a query asks for.
 * @param fields how many fields the list is sorted by
 * @throws Problem invalid-cursor
 */
export const pageRequest = ({ limit = pageSize, cursor }: PageQuery, fields: number = 1): PageRequest => ({
  limit,
  after: cursor === undefined ? null : positionFrom(cursor, fields),
});

/** A page with its Link header (RFC 8288): the next page has the same query, but for its cursor. */
export function pageAnswer<Item>(page: Page<Item>, path: string, query: Query): Answer {
  const nextCursor = page.next && cursorOf(page.next);
  return new Answer(200, { items: page.items, nextCursor }, linkToNext(page, path, query));
}

/** The Link header of a page; none of the last one. */
export const linkToNext = (
  { next }: Page<unknown>,
  path: string,
  query: Query,
): Readonly<Record<string, string>> =>
  next === null ? {} : { link: `<${linkTo(path, { ...query, cursor: cursorOf(next) })}>; rel="next"` };

function linkTo(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return `${path}?${parameters.toString()}`;
}
