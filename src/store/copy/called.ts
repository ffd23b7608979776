import { InUse } from '../engines/holder.ts';
import { NotReached } from '../engines/reachable.ts';

/** @param option names the database that `run` opens or claims: what an error says of DATABASE_URL is so of that one */
export async function called<T>(option: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof InUse || error instanceof NotReached)
      error.message = error.message.replace('DATABASE_URL', option);
    throw error;
  }
}
