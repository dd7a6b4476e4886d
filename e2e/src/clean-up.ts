import { deleteTopics, serverAddresses } from '@reservoir/testing';
import { apps } from '@reservoir/tools/platform';
import mongoose from 'mongoose';

/** Removes the topics and databases of one world, so that servers that outlive the run do not fill up. */
export async function cleanUp(name: string): Promise<void> {
  await deleteTopics(`${name}.`);
  const connection = await mongoose.createConnection(serverAddresses().mongodbUri).asPromise();
  for (const app of apps) await connection.useDb(`${name}_${app.replaceAll('-', '_')}`).dropDatabase();
  await connection.close();
}
