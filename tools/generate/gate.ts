import { breakingChanges, explained } from './compatibility/breaking-changes.js';
import type { PublishedMessage } from './message-files.js';
import { lastRelease } from './releases.js';

/** What the compatibility gate says. */
export interface Verdict {
  /** `v0.1`; undefined before the first release, when everything may change. */
  readonly release: string | undefined;
  /** One line for each change that the last release does not survive. */
  readonly breaks: readonly string[];
}

/** Compares the messages with those of the last committed release. */
export async function compatibilityOf(root: string, current: readonly PublishedMessage[]): Promise<Verdict> {
  const release = await lastRelease(root);
  if (!release) return { release: undefined, breaks: [] };
  const changes = breakingChanges(release.messages, current);
  return { release: release.name, breaks: changes.map((change) => explained(change, release.name)) };
}
