/** The fanout soak, for a hundred channels: `npm run soak -- fanout` posts in two thousand. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fanoutSoak } from '../../bench/fanout.ts';
import { lastingEngines } from '../support/databases.ts';
import { startServer } from '../support/postgres-server.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');

describe.each(servers)('on a $name of their own', () => {
  it('processes of two versions that are killed post once in each channel, or ask a person', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-fanout-'));
    // As root, the server runs as a user of its own, who must be able to walk in.
    chmodSync(folder, 0o755);
    const server = await startServer(folder);
    try {
      const soak = { processes: 3, channels: 100, workspaces: 8, beside: 0, every: 4, ahead: -60_000 };
      const line = await fanoutSoak(soak, server);
      expect(line).toMatchObject({ expected: 100, lost: 0, duplicated: 0 });
      expect(new Set(line.versions).size).toBe(2);
      expect(line.posted + line.surfaced).toBe(100);
      expect(line.pids.length).toBeGreaterThanOrEqual(3 + line.kills);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
