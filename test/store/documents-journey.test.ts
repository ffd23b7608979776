/** A channel's journeys beyond Slack: the entries that everyone there reads, and no others. On both engines. */
import { journeyAmong } from '../../src/features/journey/feature.ts';
import { learning, mara, priya, sam, secretly, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DocumentsHere, documentsIn, linesOf, titlesOf } from '../support/documents-here.ts';
import { type JourneyHere, journeyOn } from '../support/journey-here.ts';

describe.each(engines())('on $name, a channel’s journeys', (engine) => {
  let here: JourneyHere;
  let documents: DocumentsHere;
  beforeEach(async () => {
    here = await journeyOn(engine);
    documents = documentsIn(here, [journeyAmong(() => [])]);
    await here.tell(seun, 'I didn’t know how our *billing* works', [learning]);
    await here.tell(mara, 'I read about queues', [learning]);
    await here.tell(seun, 'For the people team', [secretly]);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const lines = async (who: string, id: string) => {
    const read = await documents.read(who, { kind: 'journey', id });
    return read === null ? null : linesOf(read);
  };

  it('have each entry with who wrote it, the newest first, alike for all in it', async () => {
    const read = await lines(priya, learning);
    expect(read).toEqual([
      'Learning journeys in #learning',
      'Where: #learning',
      expect.stringMatching(/^Mara, \d+ \w+ 2026$/),
      'What don’t I know, and who can help?',
      'I read about queues',
      expect.stringMatching(/^Seun, \d+ \w+ 2026$/),
      'What don’t I know, and who can help?',
      'I didn’t know how our *billing* works',
    ]);
    for (const who of [seun, mara, learning]) expect(await lines(who, learning)).toEqual(read);
  });

  it('are nothing for who is not in it, be it public or not, and for a channel without any', async () => {
    for (const who of [sam, website]) expect(await lines(who, learning)).toBeNull();
    for (const who of [mara, priya, learning]) expect(await lines(who, secretly)).toBeNull();
    expect(await lines(mara, website)).toBeNull();
    for (const id of ['', 'C0NONE', '💥', '../C0LEARNING']) expect(await lines(mara, id)).toBeNull();
  });

  it('are found by what they are called, by those who may read them alone', async () => {
    for (const typed of ['', 'journeys', '#learning'])
      expect(titlesOf(await documents.find(mara, typed))).toEqual(['Learning journeys in #learning']);
    expect(titlesOf(await documents.find(mara, 'billing'))).toEqual([]);
    expect(titlesOf(await documents.find(seun, ''))).toEqual([
      'Learning journeys in #people-private',
      'Learning journeys in #learning',
    ]);
    expect((await documents.find(mara, '', 0, 20, ['lesson', 'retrospective'])).count).toBe(0);
    expect(await documents.find(sam, '')).toEqual({ count: 0, found: [], notes: [] });
  });

  it('do not have an entry that its author took back', async () => {
    const [post] = here.posted(secretly);
    if (post === undefined) throw new Error('there is none');
    await here.who(seun).press(post, 'journey.manage', { holds: '"back"' });
    await here.who(seun).submit();
    await here.settle();
    expect(await lines(seun, secretly)).toBeNull();
  });
});
