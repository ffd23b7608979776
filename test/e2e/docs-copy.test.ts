/** The page about the way from SQLite to PostgreSQL is played. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyPostgres } from '../support/databases.ts';
import { freshInstallation } from '../support/played.ts';

it('docs/operations/copy.md says what is typed and printed: refused beside a running Lore, copied, started on it, refused a second time', async () => {
  const [lore, target] = [await freshInstallation(), await emptyPostgres()];
  await writeFile(join(lore.folder, '..', 'new-address'), `${target.url}\n`, { mode: 0o600 });
  try {
    await lore.play('docs/operations/copy.md');
  } finally {
    await lore.close();
    await target.remove();
  }
});
