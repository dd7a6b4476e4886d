/** What the transport counts; implemented with prom-client by libs/service. */
export interface MessagingMetrics {
  /** A chunk was committed. */
  chunk(topic: string, records: number, seconds: number): void;
  /** A chunk is run again, because somebody else wrote or a server was away; `apart`: its lanes each alone, whatever it was. */
  retry(topic: string, why: 'conflict' | 'infrastructure' | 'failure' | 'apart'): void;
  deadLetter(topic: string, code: string): void;
  /** Records that were processed before: redelivered by Kafka, or sent again by their producer. */
  skipped(topic: string, why: 'offset' | 'lane' | 'operation', records: number): void;
  /** A record of a type that this service has no handler for. */
  ignored(topic: string, type: string): void;
  /** Records between the position and the end of the partition. */
  lag(topic: string, partition: number, records: number): void;
  /** Records of the last chunk that are not acknowledged yet. */
  outbox(lane: string, records: number): void;
  /** Records that wait for a prerequisite. */
  parked(lane: string, records: number): void;
  /** The lane stands still until a person has looked: page somebody. */
  halted(lane: string, on: boolean): void;
  /** This process tried to commit on a lane that another one has taken over. */
  fenced(lane: string): void;
}
