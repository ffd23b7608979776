/** What leaders owe holds the next pulse back, whatever channel the pulse belongs to by then; and nobody waits for ever. On both engines. */
import { HARBOUR } from '../../sandbox/company/people.ts';
import { day, hour } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { findRows } from '../../src/core/rows.ts';
import { windows } from '../../src/features/pulse/rows.ts';
import { ines, mara, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { askedInWebsite, general, pulseOn, type PulseHere, tree } from '../support/pulse-here.ts';

describe.each(engines())('on $name, a leader owes an answer', (engine) => {
  let here: PulseHere;
  /** The channel to which the pulse belongs that they owe it in. */
  let at: { readonly as: string; readonly channelId: string };
  let openedAt: number;
  const now = () => here.sandbox.core.clock.now();
  const opened = async () => {
    const [row] = await here.lore.store.read(team, { kind: 'person', userId: userId(ines) }, (read) =>
      findRows(read.from(windows), {}, '-opened_at'),
    );
    return row?.opened_at ?? 0;
  };
  beforeEach(async () => {
    // Days on which nothing happens here are not played one by one: that would take minutes.
    here = await pulseOn(engine);
    const change = { as: ines, channelId: '', change: 'create', name: 'pulse' };
    const made = await here.sandbox.page('channel', change);
    at = { as: ines, channelId: String(made['channelId']) };
    await here.sandbox.page('membership', { ...at, change: 'add bot' });
    await here.settle();
    await here.openPulse(at.channelId);
    openedAt = await opened();
    for (const who of askedInWebsite) {
      await here.answer(who, '4');
      await here.who(who).closeAll();
    }
    here.sandbox.core.clock.set(openedAt + 15 * day);
    await here.settle();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const duty = async () =>
    (
      JSON.parse(await here.rows('pulse_duty')) as readonly (readonly Readonly<Record<string, unknown>>[])[]
    )[0]?.[0];
  const page = () => here.type(ines, '/pulse');
  const at90Days = async () => {
    here.sandbox.core.clock.set(openedAt + 90 * day + hour);
    await here.settle();
  };
  const choose = async (channel: string) => {
    await page();
    await here.who(ines).pressInModal('pulse.channel');
    await here.settle();
    const answer = JSON.stringify(await here.who(ines).submit({ channel }));
    await here.settle();
    return `${answer}${here.modal(ines)}`;
  };
  const closeIt = async () => {
    expect(await page()).toContain('Close as not answered');
    await here.who(ines).pressInModal('pulse.close-duty');
    await here.settle();
  };

  it.each([
    ['still there', async () => {}],
    ['archived', () => here.sandbox.page('channel', { ...at, change: 'archive' })],
    ['without Lore', () => here.sandbox.page('membership', { ...at, change: 'remove bot' })],
  ] as const)(
    'in a channel that is %s: the pulse belongs to another since, and the next one waits until an admin closes it',
    async (_what, change) => {
      await change();
      await here.settle();
      expect(await choose(general)).toContain(`The pulse belongs to <#${general}>`);
      await at90Days();
      const held = await page();
      expect(held).toContain('One leader hasn’t said yet what they heard');
      expect(held).not.toContain('pulse.preview');
      await closeIt();
      expect(await duty()).toMatchObject({ state: 'closed' });
      expect(await page()).toContain('pulse.preview');
    },
  );

  describe('in a channel that is private by now, of which the admin is no more', () => {
    const makePrivate = async () => {
      await here.sandbox.page('membership', { ...at, as: mara, change: 'join' });
      await here.sandbox.page('channel', { ...at, change: 'make private' });
      await here.settle();
      await here.sandbox.page('membership', { ...at, change: 'leave' });
      // Slack tells nobody that a channel became private: Lore finds it when it looks again.
      await here.playUntil(now() + day);
      expect(await page()).not.toContain(at.channelId);
    };

    it('it is closed as not answered after twenty working days, and no next one opens before', async () => {
      await makePrivate();
      expect(await choose(general)).toContain(`The pulse belongs to <#${general}>`);
      await here.playUntil(Number((await duty())?.['ends_at']) - hour);
      expect(await duty()).toMatchObject({ state: 'open' });
      await here.playUntil(now() + 2 * hour);
      expect(await duty()).toMatchObject({ state: 'closed' });
      expect(await page()).not.toContain('pulse.preview');
      await here.paste(tree);
      await at90Days();
      expect(await page()).toContain('pulse.preview');
    });

    it('an admin who is still in it reads to which channel the pulse belongs now', async () => {
      await makePrivate();
      await choose(general);
      await here.lore.store.write(async (db) => {
        await db.updateTable('person').set({ is_admin: 1 }).where('user_id', '=', userId(mara)).execute();
      });
      expect(await here.type(mara, '/pulse')).toContain(`The pulse belongs to <#${general}>`);
    });
  });

  it('in a channel that is public while their time ends, and private later: it is closed within a week', async () => {
    await here.playUntil(Number((await duty())?.['ends_at']) + day);
    expect(await duty()).toMatchObject({ state: 'open' });
    await here.sandbox.page('channel', { ...at, change: 'make private' });
    await here.playUntil(now() + 7 * day);
    expect(await duty()).toMatchObject({ state: 'closed' });
  });

  it('in a channel shared with others, of which the admin is no more, after a pulse that ended late: the next one waits, says until when, and opens then', async () => {
    here.sandbox.shareChannel(at.channelId, HARBOUR);
    await here.settle();
    await here.lore.store.write(async (db) => {
      await db
        .updateTable('ballot')
        .set({ opened_at: now() - 91 * day })
        .execute();
    });
    await here.sandbox.page('membership', { ...at, change: 'leave' });
    await here.settle();
    await choose(general);
    await here.paste(tree);
    const held = await page();
    expect(held).toContain('What came of the last one can’t be read here any more');
    expect(held).not.toContain('pulse.preview');
    here.sandbox.core.clock.set(now() + 60 * day);
    await here.settle();
    expect(await page()).toContain('pulse.preview');
  });
});
