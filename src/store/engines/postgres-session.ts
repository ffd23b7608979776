/** One connection to PostgreSQL outside the pool, for work that is a session. */
import pg from 'pg';
import { errorCode } from './error-code.ts';
import { cannotOpen } from './reachable.ts';

/** @param name as the server's list of sessions shows it @throws NotReached, also for an address that is none */
export async function openSession(url: string, name: string): Promise<pg.Client> {
  try {
    const session = new pg.Client({ connectionString: url, application_name: name });
    // Without a listener a lost connection would end the process. Pending queries get the error themselves, and "end" follows.
    session.on('error', () => undefined);
    await session.connect();
    return session;
  } catch (error) {
    throw cannotOpen(error);
  }
}

/** Of PostgreSQL that stops or ends a session (57P01 to 57P05, 08…), and of the network. */
const lostCodes = /^(57P0[1-5]|08...|ECONNRESET|EPIPE|ETIMEDOUT|ECONNREFUSED)$/;
/** pg gives these errors no code. */
const lostWords = /^Connection terminated|not queryable/;

/** Whether a query failed because its connection is gone. */
export const isLost = (error: unknown): boolean =>
  lostCodes.test(errorCode(error)) || (error instanceof Error && lostWords.test(error.message));
