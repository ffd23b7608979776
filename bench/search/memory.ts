/** Searches in a process that does nothing else, and prints how many MB it took at most. */
import process from 'node:process';
import { teamId, userId } from '#core/ids.ts';
import { search } from '#core/search/search.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { openAt, searcher, wordNth } from './data.ts';

const [url = '', rounds = ''] = process.argv.slice(2);
const store = openAt(url);
// Of this process: the operating system's own number begins with what the process that started this one took.
let most = 0;
for (let nth = 0; nth < 20 * Number(rounds); nth += 1) {
  const text = Array.from({ length: nth % 5 === 0 ? 100 : 3 }, (_, at) =>
    wordNth((nth * 7 + at * at * 3) % 30_000),
  );
  await store.read(teamId('T0'), { kind: 'person', userId: userId(searcher) }, ({ words }) =>
    search(words, { table: lessons, text: text.join(' ') }),
  );
  most = Math.max(most, process.memoryUsage.rss());
}
console.log(Math.round(most / 1024 / 1024));
await store.close();
