/** An evidence pack is made by and for its owner: nobody else can open it, and nothing tells that one was made. On both engines. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { hana, ines, katrin, learning, mara, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { arjun, type EvidenceHere, evidenceOn, noor } from '../support/evidence-here.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';

const dryRun = 'A dry run with the real data saves a night';
const own = 'Quokkas of my own words';
const heading = 'Zeppelin harbour';
const move = 'for the quiet move';
const others = [mara, seun, noor, katrin, hana, ines];

describe.each(engines())('on $name, that somebody has an evidence pack', (engine) => {
  let here: EvidenceHere;
  beforeEach(async () => {
    here = await evidenceOn(engine);
    await here.share(dryRun, { [noor]: '' });
    await here.who(mara).say(learning, `/thanks @arjun ${move}`);
    await here.settle();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** With words of their own for a share and a thank-you, and a heading. */
  const make = async () => {
    await here.openPack();
    await here.pressBeside(dryRun, 'thanks.pack-in');
    await here.pressBeside(dryRun, 'thanks.pack-edit');
    await here.send(arjun, { words: own, place: '1' });
    await here.pressBeside(move, 'thanks.pack-in');
    await here.who(arjun).pressInModal('thanks.pack-words');
    await here.modalWith(arjun, 'Saved as you type');
    await here.send(arjun, { heading });
    await here.send(arjun, { format: 'page' });
  };
  const tables = () => here.rows('thanks_pack', 'thanks_pack_item', 'thanks_pack_thanks');
  const made = /Quokkas|Zeppelin|evidence|thanks_pack|thanks\.file/;

  it('is in no export of an admin, of the operator or of a channel, and in no export of another person', async () => {
    await make();
    const { store } = here.lore;
    for (const by of [
      { actor: 'operator', reader: null },
      { actor: userId(ines), reader: userId(ines) },
    ] as const)
      for (const subject of [
        { kind: 'workspace' },
        { kind: 'channel', channelId: channelId(learning) },
      ] as const)
        expect(JSON.stringify(await exportFor(store, features, team, by, subject))).not.toMatch(made);
    for (const other of others) {
      const theirs = await here.export(other);
      expect(theirs).not.toMatch(/Quokkas|Zeppelin/);
      expect(theirs).toContain('"evidence":[],');
    }
    expect(await here.export(arjun)).toContain(`"words":"${own}"`);
    expect(await here.export(arjun)).toContain(`"heading":"${heading}"`);
  });

  it('is on no record: the audit gains no line, and the journal says no more of it than of any file', async () => {
    const before = await here.rows('audit');
    here.journal.length = 0;
    await make();
    expect(await here.rows('audit')).toBe(before);
    const lines = here.journal.filter(({ name }) => name.startsWith('thanks.'));
    expect(lines.map(({ of, did, channel }) => ({ of, did, channel }))).toEqual([
      { of: 'message', did: 'sent', channel: null },
    ]);
    expect(JSON.stringify(here.journal)).not.toMatch(/U0ARJUN|Quokkas|Zeppelin|pack|evidence/);
  });

  it('is in nobody else’s App Home or messages, and in no channel', async () => {
    const homes = async () => Promise.all(others.map((who) => here.home(who)));
    const before = await homes();
    await make();
    const blockIds = /"block_id":"[^"]*"/g;
    const after = await homes();
    expect(after.map((home) => home.replaceAll(blockIds, ''))).toEqual(
      before.map((home) => home.replaceAll(blockIds, '')),
    );
    const seen = [learning, website].map((channel) => here.posted(channel));
    expect(JSON.stringify([seen, others.map((who) => here.direct(who))])).not.toMatch(made);
    const [sent] = here.sandbox.world.uploads;
    expect(sent?.shownIn).toBe(here.direct(arjun).at(-1)?.channelId);
  });

  it('opens nothing for an admin or a manager who forges its buttons: each sees their own, which is empty', async () => {
    await make();
    await here.openPack();
    const value = here.valueBeside(own, 'thanks.pack-out');
    const [any] = (here.sandbox.world.messages[learning] ?? []).slice(-1);
    if (any === undefined) throw new Error('nothing stands there');
    const before = await tables();
    for (const who of [ines, seun])
      for (const action of ['thanks.pack-in', 'thanks.pack-out', 'thanks.pack-edit', 'thanks.pack-up']) {
        const pressed = { action_id: action, value };
        const sent = await sendPayload(here.sandbox, pressPayload(here.sandbox, who, any, pressed));
        expect(sent.status).toBe(200);
        await here.settle();
        expect(here.modal(who)).not.toMatch(/Quokkas|Zeppelin|dry run/);
      }
    expect(await tables()).toBe(before);
  });

  it('is erased with its owner: every row, and the file in their messages', async () => {
    await make();
    await here.erase(arjun);
    await here.settle();
    expect(await tables()).toBe('[[],[],[]]');
    expect(here.files()).toEqual([]);
  });

  it('loses what was erased by others: their thanks, and their names', async () => {
    await make();
    await here.openPack();
    await here.pressBeside(move, 'thanks.pack-edit');
    await here.send(arjun, { words: 'Mara slept through', place: '2' });
    await here.erase(mara);
    expect(await here.rows('thanks_pack_thanks')).toBe('[[]]');
    await here.erase(noor);
    expect(await here.openPack()).not.toMatch(/U0NOOR|Mara slept/);
  });

  it('does not outlive its time: 400 days after the last change nothing of it is kept', async () => {
    await make();
    await here.playUntil(here.sandbox.core.clock.now() + 402 * day);
    expect(await here.rows('thanks_pack', 'thanks_pack_item')).toBe('[[],[]]');
  }, 60_000);

  it('is found by no search', async () => {
    await make();
    await here.who(seun).say(learning, '/lore search Quokkas');
    expect(here.modal(seun)).not.toContain(own);
  });

  it('waits where the practice is off, and is as it was once it is on again', async () => {
    await make();
    const turn = (position: 'on' | 'off') =>
      here.lore.store.workspaceSettings.change(team, userId(ines), {
        days: new Map(),
        switched: [{ practice: 'thanks', position, prompts: [] }],
      });
    await turn('off');
    const files = here.files().length;
    await here.who(arjun).closeAll();
    await here.who(arjun).say(learning, '/thanks evidence');
    expect(here.modal(arjun)).not.toContain(own);
    expect(here.files()).toHaveLength(files);
    await turn('on');
    await here.openPack();
    expect(here.inIt()).toEqual([own, move]);
  });

  it('has nothing of a practice that is off', async () => {
    await make();
    await here.lore.store.workspaceSettings.change(team, userId(ines), {
      days: new Map(),
      switched: [{ practice: 'learned', position: 'off', prompts: [] }],
    });
    await here.openPack();
    expect(here.inIt()).toEqual([move]);
  });
});
