/** A killed restore leaves a file that holds what the backup does: `lore doctor` says so, and the next start deletes it. */
import { existsSync, writeFileSync } from 'node:fs';
import { examine } from '../../src/operator/doctor.ts';
import { freshFile } from '../support/databases.ts';
import { startLoreHere } from '../support/lore-here.ts';

it('is told of by lore doctor, which leaves it, and is gone once Lore has started', async () => {
  const { url, remove } = await freshFile();
  const left = `${url.slice('sqlite:'.length)}.restoring`;
  const lines = async () =>
    (await examine({ DATABASE_URL: url })).filter(
      ({ isFine, line }) => !isFine && line.includes('a restore'),
    );
  try {
    expect(await lines()).toEqual([]);
    for (const name of ['', '-wal', '-shm']) writeFileSync(`${left}${name}`, 'what people wrote');
    expect((await lines()).map(({ line }) => line).join()).toContain(`${left} holds what the backup does`);
    expect(existsSync(left)).toBe(true);
    const here = await startLoreHere({ databaseUrl: url });
    expect(['', '-wal', '-shm'].map((name) => existsSync(`${left}${name}`))).toEqual([false, false, false]);
    await here.close();
    expect(await lines()).toEqual([]);
  } finally {
    await remove();
  }
});
