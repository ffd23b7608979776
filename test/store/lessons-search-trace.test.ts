/** Who searched for what is stored and logged nowhere: after searches of every kind, all tables, the whole log and the database's files are looked through. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { learning, mara, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { beginRetro } from '../support/retro-path.ts';
import { foundIn } from '../support/searched.ts';

/** No lesson and no message says them, and they are near no word that one does. */
const sought = ['quokkazine', 'wombatry'];

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  let log = '';
  beforeAll(async () => {
    const lines = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        log += chunk.toString();
        done();
      },
    });
    here = await startLoreHere({ engine, lore: { log: pino({ level: 'trace' }, lines) } });
  });
  afterAll(async () => {
    const wrong = here.wrong();
    await here.close();
    expect(wrong).toEqual([]);
  });

  it('nothing is left of a search, by command, shortcut or form, found or not', async () => {
    const person = here.who(mara);
    // Something that is logged.
    await beginRetro(person, website, 'Autumn campaign');
    await here.settle();
    await person.say(learning, '/lore add');
    await person.submit({
      title: 'Load in batches',
      happened: 'It took nine hours',
      useWhen: 'Before an import',
    });
    await person.closeAll();
    for (const words of sought) {
      for (const typed of [
        words,
        `batches ${words}`,
        `topic:${words}`,
        `in:#${words} by:${words} since:${words}`,
      ]) {
        await person.say(learning, `/lessons ${typed}`);
        expect(here.modal(mara)).toContain(words);
        await person.submit({ words: `${typed} hours` });
        expect(here.modal(mara)).toContain(words);
        await person.closeAll();
      }
      await person.say(website, `/lore search ${words}`);
      await person.closeAll();
      await here.sandbox.page('shortcut', { as: mara, callbackId: 'lessons.search-shortcut' });
      await here.modalWith(mara, 'lessons.open');
      await person.submit({ words });
      await person.closeAll();
    }
    await here.settle();

    const { system } = here.lore.store;
    const tables = (await system.introspection.getTables()).map(({ name }) => name);
    expect(tables).toEqual(expect.arrayContaining(['lesson', 'audit', 'lesson_draft']));
    const rows = await here.rows(...tables);
    expect(rows).toContain('Load in batches');
    expect(foundIn(Buffer.from(rows), sought)).toEqual([]);
    expect(log).toContain('journal');
    expect(foundIn(Buffer.from(log), sought)).toEqual([]);
  });
});
