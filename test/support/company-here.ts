/** The made-up company with Lore in it, in the test's own process, as `npm run sandbox` puts them together. */
import { freePort } from '../../sandbox/child.ts';
import { followerServer } from '../../sandbox/follow.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import type { LoreOptions } from '../../src/lore-options.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

/**
 * With the whole manifest and a clock that the page moves.
 * @param startAt and `today`, as of the sandbox, in epoch ms
 * @param keyFile with the keys of what is sealed; without one there are none
 */
export async function startCompany(
  startAt: number,
  today: number,
  over: Partial<LoreOptions> = {},
  keyFile?: string,
): Promise<LoreHere> {
  const port = await freePort();
  const lines: JournalLine[] = [];
  const failures: string[] = [];
  const here = await startLoreHere({
    hasHistory: true,
    startAt,
    today,
    followerUrl: `http://127.0.0.1:${port}`,
    runsDueWork: true,
    asInstalled: true,
    isRead: true,
    ...(keyFile === undefined ? {} : { keyFile }),
    lore: { journal: (line) => void lines.push(line), ...over },
  });
  const { runner } = here.lore;
  const control = followerServer({
    nextDue: () => runner.nextDue(),
    advance: () => runner.runDue(),
    takeLines: () => lines.splice(0),
    onError: (error) => void failures.push(String(error)),
  });
  control.listen(port, '127.0.0.1');
  return {
    ...here,
    wrong: () => [...here.wrong(), ...failures],
    close: async () => {
      control.closeAllConnections();
      await new Promise((resolve) => control.close(resolve));
      await here.close();
    },
  };
}
