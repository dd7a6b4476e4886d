/** Somebody else wrote an aggregate after this chunk had read it: the chunk is run again. */
export class StaleVersion extends Error {
  override readonly name = 'StaleVersion';
}

/** Another process has taken the lane over: what this one was doing is void. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** A record that cannot be read: it goes to the dead letters, and the partition goes on. */
export class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord';
  constructor(
    /** Stable, kebab-case: `not-json`, `not-a-cloudevent`, `schema-violation` … */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The position and the partition do not fit: the topic was recreated, or retention ran over us. */
export class LaneHalted extends Error {
  override readonly name = 'LaneHalted';
}

/** @throws StaleVersion when a document is there already that was to be new */
export async function whetherStale<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) throw new StaleVersion(String(error));
    throw error;
  }
}
