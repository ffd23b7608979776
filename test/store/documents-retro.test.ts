/** A retrospective and a project beyond Slack: what came of them, without a card, for those who may read it. On both engines. */
import type { DocumentRef } from '../../src/core/document.ts';
import { channelId, userId, type UserId } from '../../src/core/ids.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { engines } from '../support/databases.ts';
import { type DocumentsHere, documentsOf, leadsOf, linesOf, titlesOf } from '../support/documents-here.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  eva,
  gus,
  here,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  let documents: DocumentsHere;
  beforeEach(async () => {
    it_ = await teams.fresh();
    documents = documentsOf({ store: it_.store, team, clock: it_.clock }, [retro]);
  });

  /** Three people write cards, and two more have nothing to add; all vote for a named topic, and Ann proposes an action for Ben. */
  async function held(inputs = {}): Promise<void> {
    const more = ['dan', 'fay'].map(userId);
    for (const id of more) {
      const facts = { userId: id, memberType: 'member', isAdmin: false, tz: 'Europe/Berlin' } as const;
      await it_.store.directory.savePerson(
        team,
        { ...facts, locale: 'en', awayUntil: null },
        it_.clock.now(),
      );
      it_.comesBack(id);
    }
    await it_.start(inputs);
    await it_.addCards(ann, 'Calm week', 'Flaky tests slow us down');
    await it_.addCards(ben, '', 'The tests are flaky again');
    await it_.addCards(cat, '', 'Legal answered late');
    for (const who of more) await it_.press(who, await it_.main(), 'Nothing to add');
    const form = await it_.press(ann, await it_.main(), 'Group the cards');
    await it_.submit(ann, await it_.joinSuggested(ann, form));
    for (const who of [ann, ben, cat, ...more]) await vote(who);
    await it_.settle();
    const topic = it_.slack.messages.find(({ text }) => text.startsWith('*Flaky tests*'));
    const note = await it_.press(ann, topic ?? { blocks: [] }, 'Note the outcome (facilitator)');
    await it_.submit(ann, note, { outcome: typed('Retry them at night') });
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Propose an action'), {
      what: typed('Fix the tests'),
      owner: { selected_user: ben },
    });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    await it_.settle();
  }
  async function vote(who: UserId): Promise<void> {
    const ballot = await it_.press(who, await it_.main(), 'Vote');
    const named = /"block_id":"(topic\d+)"[^}]*?"label":\{"type":"plain_text","text":"\d\. Flaky tests"/;
    const [, field = ''] = named.exec(words(ballot)) ?? [];
    await it_.submit(who, ballot, { [field]: chosen('2') });
  }
  const found = async (typed: string, kind: DocumentRef['kind'], who: UserId = ann): Promise<DocumentRef> => {
    const all = (await documents.find(who, typed)).found.filter(({ ref }) => ref.kind === kind);
    const [one] = all;
    if (one === undefined || all.length > 1) throw new Error(`${typed}: ${all.length} of ${kind}`);
    return one.ref;
  };
  const lines = async (who: string, ref: DocumentRef) => {
    const read = await documents.read(who, ref);
    return read === null ? null : linesOf(read);
  };
  const cards = ['Calm week', 'Flaky tests slow us down', 'The tests are flaky again', 'Legal answered late'];

  it.each(['hidden', 'shown'] as const)(
    'a retrospective says what came of it, and no card of it, to all in its channel alike: names %s',
    async (names) => {
      await held({ names: chosen(names) });
      const ref = await found('relaunch', 'retrospective');
      const read = (await lines(ann, ref)) ?? [];
      expect(read).toEqual([
        'Website relaunch',
        expect.stringMatching(/^State: Closed on \d+ \w+ 2026 at /),
        'Where: #proj-website',
        'Topics',
        expect.stringMatching(/^1\. Flaky tests: \d+ votes$/),
        'Outcome: Retry them at night',
        'Actions',
        expect.stringMatching(/^Fix the tests · Ben · by \d+ \w+ 202\d · Proposed/),
      ]);
      // A guest who was not asked, and the channel itself.
      for (const who of [cat, gus, here]) expect(await lines(who, ref)).toEqual(read);
      for (const card of cards) expect(read.join('\n')).not.toContain(card);
    },
  );

  it('while it goes on it says that, and nothing of what is written and voted', async () => {
    await it_.start();
    await it_.addCards(ann, 'Calm week', 'Flaky tests slow us down');
    const [row] = await it_.store.system
      .selectFrom('retro' as 'audit')
      .selectAll()
      .execute();
    const ref = { kind: 'retrospective', id: (row as unknown as { readonly id: string }).id } as const;
    expect(await lines(ann, ref)).toEqual([
      'Website relaunch',
      expect.stringMatching(/^State: It’s still open; this phase ends on /),
      'Where: #proj-website',
    ]);
    // Only what has ended is found.
    expect(titlesOf(await documents.find(ann, 'relaunch'))).toEqual([]);
  });

  it('who is not in the channel, or left it, gets the answer of a missing one, and finds nothing', async () => {
    await held();
    const ref = await found('relaunch', 'retrospective');
    await it_.leaves(cat);
    for (const who of [cat, eva, channelId('C2')]) {
      expect(await documents.read(who, ref)).toBeNull();
      expect(await documents.find(who, 'relaunch')).toEqual({ count: 0, found: [], notes: [] });
    }
    expect(await documents.read(ann, { kind: 'retrospective', id: 'nobody-knows' })).toBeNull();
    expect(await documents.read(ann, { kind: 'project', id: ref.id })).toBeNull();
  });

  it('a project says its dates and how it stands, leads to its retrospective, and that one leads back', async () => {
    const plan = await it_.command(ann, 'plan Website relaunch');
    await it_.submit(ann, plan, { ends: { selected_date: '2026-12-18' } });
    await it_.start();
    await it_.until('2026-12-05T10:00:00Z');
    // Who is in the channel is asked again.
    await it_.command(ann, 'history');
    const project = await found('website', 'project');
    const retrospective = await found('website', 'retrospective');
    const read = await documents.read(ben, project);
    expect(read === null ? [] : linesOf(read)).toEqual([
      'Website relaunch',
      'State: Its retrospective was started',
      'Where: #proj-website',
      'Owner: Ann',
      'Planned on: 24 November 2026',
      'End: 18 December 2026',
      'Retrospectives',
      expect.stringMatching(/^Website relaunch · \d+ \w+ 2026$/),
    ]);
    expect(read === null ? [] : leadsOf(read)).toEqual([retrospective]);
    const back = await documents.read(ben, retrospective);
    expect(back === null ? [] : leadsOf(back)).toEqual([project]);
    await it_.leaves(cat);
    expect(await documents.read(cat, project)).toBeNull();
  });

  it('both are found by any form of the words in their name, the newest first, a page at a time', async () => {
    for (const name of ['Moving the server', 'The moved office']) {
      await it_.submit(ann, await it_.command(ann, `plan ${name}`), {
        ends: { selected_date: '2026-12-18' },
      });
    }
    expect((await documents.find(ann, 'moves')).count).toBe(2);
    expect(titlesOf(await documents.find(ann, 'the server move'))).toEqual(['Moving the server']);
    const pages = [await documents.find(ann, '', 0, 1), await documents.find(ann, '', 1, 1)];
    expect(pages.map(({ count }) => count)).toEqual([2, 2]);
    expect(new Set(pages.flatMap(titlesOf)).size).toBe(2);
    expect(titlesOf(await documents.find(ann, 'zebra'))).toEqual([]);
  });
});
