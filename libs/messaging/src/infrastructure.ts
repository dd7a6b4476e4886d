const mongoNames =
  /^Mongo(Network|ServerSelection|PoolCleared|PoolClosed|NotConnected|Topology|ConnectionPool|WaitQueueTimeout)/;

/** Codes of a member that is no primary, shuts down or is interrupted by that. */
const unavailableCodes: ReadonlySet<number> = new Set([
  6, 7, 63, 64, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);

/** True when a server is away: the same call may go through later, and no record is to blame. */
export function isInfrastructureDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code } = error as Error & { code?: unknown };
  if (mongoNames.test(name)) return true;
  if (name.startsWith('KafkaJS')) return true;
  return typeof code === 'number' && unavailableCodes.has(code);
}
