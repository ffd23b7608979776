/** `npm run keep-database -- NAME`: plays weeks with the code as it stands and keeps what is stored then, on both databases. See docs/tests.md. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, keptNames } from './support/kept/kept.ts';
import { startServer } from './support/postgres-server.ts';

const [name = ''] = process.argv.slice(2);
if (!/^[\w-]+$/.test(name) || keptNames().includes(name)) {
  console.error('Give it a new name, such as the day: npm run keep-database -- 2026-11-28');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'lore-keep-'));
// As root, the server runs as a user of its own, who must be able to walk in.
chmodSync(folder, 0o755);
const server = await startServer(folder);
process.env['LORE_TEST_POSTGRES'] = server.url;
try {
  for (const engine of ['sqlite', 'postgres'] as const) {
    await keep(name, engine);
    console.log(`Kept ${name} of ${engine}.`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
