/** What a decision gives: the state after it, and the facts to publish, in order. */
export interface Decided<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
}
