import { messages } from '@reservoir/messages';
import { type CommandPublisher, type OutgoingCommand, within } from '@reservoir/service';
import type { CommandSender } from '../../application/ports.js';
import type { Operation } from '../../domain/operation.js';
import { askedTogether } from '../asked-together.js';

/** The part of a logger that is used here. */
interface Warns {
  warn(detail: object, message: string): void;
}

/** Longer than Kafka needs to elect another leader; then the caller is told that the command waits. */
const sendWithinMs = 5000;

/** Sends commands to the services; the operation's id is the event's id, however often it is sent. */
export class KafkaCommands implements CommandSender {
  readonly #send = askedTogether(async (commands: readonly OutgoingCommand[]) => this.#sendAll(commands));

  constructor(
    private readonly publisher: Pick<CommandPublisher, 'send'>,
    private readonly logger: Warns,
    private readonly withinMs: number = sendWithinMs,
  ) {}

  async send(operation: Operation): Promise<boolean> {
    const { id, correlationId } = operation;
    const sent = this.#send(outgoing(operation));
    try {
      await within(
        this.withinMs,
        sent,
        () => new Error(`Kafka did not acknowledge within ${this.withinMs} ms`),
      );
      return true;
    } catch (error) {
      this.logger.warn(
        { error, operationId: id, correlationId },
        'a command could not be sent: it will be sent again',
      );
      return false;
    }
  }

  async #sendAll(commands: readonly OutgoingCommand[]): Promise<undefined[]> {
    await this.publisher.send(commands);
    return commands.map(() => undefined);
  }
}

/** @throws Error for a command of a type that there is not: a bug */
function outgoing({ id, correlationId, command, preview }: Operation): OutgoingCommand {
  const message = messages.get(command.type);
  if (!message) throw new Error(`${command.type} is no message`);
  return { message, data: command.data, id, correlationId, operationId: id, ...(preview && { preview }) };
}
