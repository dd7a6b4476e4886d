import mongoose from 'mongoose';

/** The code with which MongoDB says that it has no replica set yet. */
const notYetInitialized = 94;

/**
 * Makes the server on this port the primary of its replica set of one: founds the set at the first start, and tells
 * it the new address when the port has changed since.
 * @throws Error when it is not primary yet: to be called again.
 */
export async function openReplicaSet(port: number): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
  });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    const host = `127.0.0.1:${port}`;
    if (hello['isWritablePrimary'] && hello['me'] === host) return;
    const config = await admin.command({ replSetGetConfig: 1 }).then(
      (answer) => answer['config'] as ReplicaSetConfig,
      (error: unknown) => {
        if ((error as { code?: number }).code === notYetInitialized) return undefined;
        throw error;
      },
    );
    if (!config) {
      await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } });
    } else if (config.members[0]?.host !== host) {
      const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
      await admin.command({ replSetReconfig: moved, force: true });
    }
    throw new Error('the replica set has no primary yet');
  } finally {
    await client.close();
  }
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly _id: number; readonly host: string }[];
}

/**
 * Resolves when a MongoDB answers that takes writes and transactions.
 * @throws Error when there is none within the time, in milliseconds.
 */
export async function mongodbAnswers(uri: string, timeoutMs: number): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: timeoutMs });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello['isWritablePrimary']) throw new Error('it is not primary');
    if (!hello['setName'] && hello['msg'] !== 'isdbgrid') {
      throw new Error('it is not part of a replica set, which transactions need');
    }
  } finally {
    await client.close();
  }
}
