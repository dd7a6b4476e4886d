const upstream: ReadonlySet<string> = new Set(['orders.v1', 'usage.v1']);

/** Whether other systems write the topic, and we only read it. */
export const isUpstream = (topic: string): boolean => upstream.has(topic);
