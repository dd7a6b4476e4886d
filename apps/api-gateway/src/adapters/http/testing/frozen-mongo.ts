import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { type TestMongo, serverAddresses } from '@reservoir/testing';
import mongoose from 'mongoose';

/** A way to MongoDB that a test can freeze: connections stay open, and nothing passes. */
export class FreezableMongo {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #frozen = false;
  #refusing = false;

  /** Connects to a database this way. */
  readonly connect = async (dbName: string): Promise<TestMongo> => {
    const options = { dbName, directConnection: true, serverSelectionTimeoutMS: 10_000 };
    const connection = await mongoose.createConnection(await this.#listen(), options).asPromise();
    return {
      connection,
      drop: async () => {
        await connection.dropDatabase();
        await connection.close();
      },
    };
  };

  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Breaks every connection, and every new one. */
  refuse(): void {
    this.#refusing = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  thaw(): void {
    this.#frozen = false;
    this.#refusing = false;
    for (const socket of this.#sockets) socket.resume();
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server?.close();
  }

  async #listen(): Promise<string> {
    const { hostname, port } = new URL(serverAddresses().mongodbUri);
    this.#server = createServer((client) => {
      if (this.#refusing) return void client.destroy();
      const upstream = connect(Number(port), hostname);
      this.#forward(client, upstream);
      this.#forward(upstream, client);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    return `mongodb://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  #forward(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    if (this.#frozen) from.pause();
  }
}
