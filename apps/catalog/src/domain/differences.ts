/** One difference between two versions. */
export interface Change {
  /** Where: `protectionModels[secure].features`. Lists of things with ids are compared by id. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** More than these are not listed. */
const mostListed = 500;

/** The diff of a version against the one before, in the order of the later one; nothing when they are equal. */
export const differences = (before: unknown, after: unknown): readonly Change[] =>
  compare('', before, after).slice(0, mostListed);

function compare(path: string, before: unknown, after: unknown): readonly Change[] {
  if (same(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  const [old, now] = [membersOf(before), membersOf(after)];
  if (!old || !now) return [{ path, kind: 'changed', before, after }];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) =>
    compare(under(path, name, Array.isArray(after)), old.get(name), now.get(name)),
  );
}

const under = (path: string, name: string, isList: boolean): string =>
  isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

type Members = ReadonlyMap<string, unknown>;

/** The parts of an object by name, those of a list by id; nothing for what has no parts of its own. */
function membersOf(value: unknown): Members | undefined {
  if (Array.isArray(value)) return byId(value);
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value));
}

function byId(list: readonly unknown[]): Members | undefined {
  const ids = list.map((item) => (item as { readonly id?: unknown } | null)?.id);
  return ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length
    ? new Map(list.map((item, index) => [ids[index] as string, item]))
    : undefined;
}

/** Equal as JSON: members in any order, lists in theirs; a member that is undefined is none. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name], b[name]));
}
