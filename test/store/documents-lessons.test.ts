/** A lesson and a topic beyond Slack: all that their reader may read, nothing else, and no more than their page in Slack says. On both engines. */
import {
  diego,
  ines,
  learning,
  mara,
  priya,
  sam,
  secretly,
  seun,
  team,
  website,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DocumentsHere, documentsIn, leadsOf, linesOf, titlesOf } from '../support/documents-here.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';

const vacuum = {
  title: 'Vacuum *Postgres* before a bulk load',
  happened: 'The import of orders crawled for nine hours.',
  useWhen: 'Before a large import',
  topics: 'Postgres, imports',
};
const bands = {
  title: 'Explain salary bands before the letters',
  happened: 'People read the silence as bad news.',
  useWhen: 'Before a pay review',
  topics: 'pay, Postgres',
};

describe.each(engines())('on $name', (engine) => {
  let here: LessonsHere;
  let documents: DocumentsHere;
  beforeAll(async () => {
    here = await lessonsOn(engine);
    documents = documentsIn(here, [here.lessons]);
    await add(priya, website, vacuum, 'workspace');
    await add(ines, secretly, bands, 'conversation');
  }, 60_000);
  afterAll(async () => {
    const wrong = here.wrong();
    await here.close();
    expect(wrong).toEqual([]);
  });

  async function add(who: string, channel: string, lesson: typeof vacuum, reach: string): Promise<void> {
    await here.who(who).say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    expect(JSON.stringify(await here.who(who).submit({ ...lesson, ...offered }))).not.toContain('errors');
    await here.settle();
  }
  const idOf = async (title: string) => {
    const [found] = (await documents.find(ines, title)).found;
    if (found === undefined) throw new Error(`${title} is not there`);
    return found.ref.id;
  };

  it('a lesson says what happened, when it is of use, who learned it and where, in its reader’s language', async () => {
    const ref = { kind: 'lesson', id: await idOf('vacuum') } as const;
    const read = await documents.read(mara, ref);
    expect(read === null ? [] : linesOf(read)).toEqual([
      'Vacuum Postgres before a bulk load',
      'Learned by: Priya',
      'Channel: #website-relaunch',
      'The import of orders crawled for nine hours.',
      'Use this when: Before a large import',
      'Topics',
      'Postgres',
      'imports',
    ]);
    expect(read === null ? [] : leadsOf(read)).toEqual([
      { kind: 'topic', id: 'postgres' },
      { kind: 'topic', id: 'imports' },
    ]);
    const german = await documents.read(mara, ref, 'de');
    expect(german === null ? [] : linesOf(german)).toContain('Gelernt von: Priya');
  });

  it('what people wrote is marked as theirs, and what Lore says is not', async () => {
    const read = await documents.read(mara, { kind: 'lesson', id: await idOf('vacuum') });
    const written = (read?.entries ?? []).flatMap((entry) =>
      entry.kind === 'heading' ? [] : entry.runs.filter(({ isWritten }) => isWritten).map(({ text }) => text),
    );
    expect(written).toEqual([vacuum.happened, vacuum.useWhen, 'Postgres', 'imports']);
  });

  it('a lesson of a private channel is as missing as one that never was, for everyone who is not in it', async () => {
    const id = await idOf('bands');
    for (const who of [ines, seun]) expect(await documents.read(who, { kind: 'lesson', id })).not.toBeNull();
    for (const who of [mara, diego, sam, website, learning])
      expect(await documents.read(who, { kind: 'lesson', id })).toBeNull();
  });

  it.each(['', 'nobody', '../../x', 'U0MARA', "' or 1=1 --", 'a'.repeat(200), '\u0000', '💥'])(
    'an odd id is nothing: %j',
    async (id) => {
      for (const kind of ['lesson', 'topic'] as const)
        expect(await documents.read(ines, { kind, id })).toBeNull();
    },
  );

  it('a topic has the lessons on it that its reader may see, in any case, and counts no other', async () => {
    const forInes = await documents.read(ines, { kind: 'topic', id: 'POSTGRES' });
    expect(forInes === null ? [] : linesOf(forInes)).toEqual([
      'Postgres',
      'Lessons: 2',
      bands.title,
      'Vacuum Postgres before a bulk load',
    ]);
    const forMara = await documents.read(mara, { kind: 'topic', id: 'postgres' });
    expect(forMara === null ? [] : linesOf(forMara)).toEqual([
      'Postgres',
      'Lessons: 1',
      'Vacuum Postgres before a bulk load',
    ]);
    expect(await documents.read(mara, { kind: 'topic', id: 'pay' })).toBeNull();
  });

  it('a search finds what its reader may see, with where it is from, and says how it was understood', async () => {
    const found = await documents.find(ines, 'vacum');
    expect(titlesOf(found)).toEqual(['Vacuum Postgres before a bulk load']);
    expect(found.notes.join(' ')).toContain('vacum');
    expect(found.found[0]?.from.map(({ text }) => text).join('')).toBe(
      'Learned by Priya · From #website-relaunch',
    );
    expect(titlesOf(await documents.find(ines, 'bands'))).toEqual([bands.title]);
    const unseen = await documents.find(mara, 'bands');
    expect(unseen).toEqual({ count: 0, found: [], notes: [] });
    expect(await documents.find(mara, 'topic:pay vacuum')).toMatchObject({
      count: 0,
      notes: [expect.stringContaining('With any topic')],
    });
    expect((await documents.find(mara, 'in:#people vacuum')).notes.join(' ')).toContain(
      'You can’t see a channel',
    );
  });

  it('without words the newest come first, a page at a time', async () => {
    const [one, two] = [await documents.find(ines, '', 0, 1), await documents.find(ines, '', 1, 1)];
    expect([one.count, ...titlesOf(one), ...titlesOf(two)]).toEqual([
      2,
      bands.title,
      'Vacuum Postgres before a bulk load',
    ]);
  });

  it('a practice that is off has nothing to read', async () => {
    const id = await idOf('vacuum');
    await here.lore.store.write(async (db) =>
      db.insertInto('practice_off').values({ team_id: team, practice: 'lessons' }).execute(),
    );
    expect(await documents.read(mara, { kind: 'lesson', id })).toBeNull();
    expect((await documents.find(mara, 'vacuum')).count).toBe(0);
    await here.lore.store.write(async (db) => db.deleteFrom('practice_off').execute());
    expect(await documents.read(mara, { kind: 'lesson', id })).not.toBeNull();
  });
});
