/** Something of the catalog as it was published last, with the number of its publications. */
export interface Published<Body> {
  readonly id: string;
  readonly version: number;
  readonly body: Body;
}

/** The next version of it, or the first. */
export const nextVersion = <Body>(
  id: string,
  body: Body,
  last: Published<Body> | undefined,
): Published<Body> => ({ id, version: (last?.version ?? 0) + 1, body });
