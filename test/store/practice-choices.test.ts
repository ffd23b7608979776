/** What starts turned off is absent until an admin turns it on, for everyone or for channels that choose it. On both engines. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { thanks } from '../../src/features/thanks/feature.ts';
import { offFor, type Position } from '../../src/store/settings/practices.ts';
import { diego, hana, ines, learning, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { almanac } from '../support/digest-here.ts';
import { sendPayload, submissionPayload } from '../support/forged.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const noor = 'U0NOOR';
const words = 'for the roll-back guide';
const notOn = '“Thanks” isn’t turned on here. An admin can turn it on';
const notChosen = '“Thanks” isn’t turned on in this channel.';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    const features = [thanks, almanac, digest([thanks, almanac])];
    here = await startLoreHere({ engine, asInstalled: true, lore: { features } });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const settings = () => here.lore.store.workspaceSettings;
  /** Through the form, as an admin does. */
  const decide = async (position: Position, admin = ines) => {
    await here.home(admin);
    await here.who(admin).pressInHome('lore.change_workspace');
    await here.who(admin).submit({ 'practice.thanks': position });
    await here.settle();
  };
  /** Through `/lore settings`, as a member does. @returns what they read before */
  const choose = async (who: string, channel: string) => {
    await here.who(who).say(channel, '/lore settings');
    await here.who(who).pressInModal('lore.practice');
    const read = here.modal(who);
    await here.who(who).submit();
    await here.settle();
    await here.who(who).closeAll();
    return read;
  };
  const say = async (who: string, channel: string, text: string) => {
    const before = here.who(who).told(channel).length;
    await here.who(who).say(channel, text);
    await here.settle();
    return here.who(who).told(channel).slice(before).join('\n');
  };
  const arrive = () => here.playUntil(here.sandbox.core.clock.now() + day);
  const deeds = async () =>
    (await here.lore.store.audit.of(team)).map(({ actor, deed, subject }) => `${actor} ${deed} ${subject}`);

  it('is answered kindly where its command is typed, in help and after /lore, and says who can turn it on', async () => {
    for (const text of [`/lore thanks @diego ${words}`, '/thanks help', '/lore thanks', '/thanks'])
      expect([text, await say(mara, website, text)]).toEqual([text, expect.stringContaining(notOn)]);
    expect(await say(mara, website, '/lore help')).not.toContain('thanks');
    // One letter is missing: nothing is suggested that is not there.
    expect(await say(mara, website, '/lore thank')).not.toContain('thanks');
    expect(await here.rows('thanks')).toBe('[[]]');
    expect(here.modal(mara)).toBe('null');
  });

  it('is read by an admin before it is turned on, and works for everyone then', async () => {
    await here.home(ines);
    await here.who(ines).pressInHome('lore.change_workspace');
    expect(here.modal(ines)).toContain('I never remind anyone');
    await here.who(ines).closeAll();
    expect(await here.home(ines)).toContain('Turned off: Thanks.');
    await decide('on');
    expect(await here.home(ines)).toContain('Turned on: Thanks');
    expect(await say(mara, website, '/lore help')).toContain(
      '`/lore thanks [@name what it changed] | evidence | help`',
    );
    expect(await say(mara, website, '/lore thank')).toContain('Did you mean `/lore thanks`');
    expect(await say(mara, website, `/lore thanks @diego ${words}`)).toContain('will get a direct message');
    await arrive();
    expect(here.direct(diego)).toHaveLength(1);
    expect(await deeds()).toEqual([`${ines} switch on thanks`]);
  });

  it('is what a channel chooses, once an admin lets it: elsewhere it is absent', async () => {
    await decide('channels');
    expect(await here.home(ines)).toContain('Each channel decides: Thanks.');
    expect(await say(mara, website, `/lore thanks @diego ${words}`)).toContain(notChosen);
    const read = await choose(mara, website);
    expect(read).toContain('*Thanks* is off in <#C0WEBSITE>. This is what it does once it’s on:');
    expect(read).toContain('I never remind anyone');
    expect(here.posted(website).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Mara turned on “Thanks” here\./),
    ]);
    expect(await say(mara, website, '/lore help')).toContain('/lore thanks');
    expect(await say(mara, website, `/lore thanks @diego ${words}`)).toContain('will get a direct message');
    await arrive();
    await here.who(diego).press(here.direct(diego)[0] ?? fail(), 'thanks.show');
    await here.settle();
    expect(here.posted(website).at(-1)?.text).toContain('Mara thanks Diego');
    // The other channel that Mara is in.
    expect(await say(mara, learning, '/lore help')).not.toContain('thanks');
    expect(await say(mara, learning, `/lore thanks @priya ${words}`)).toContain(notChosen);
    // Seun is in no channel that chose it.
    await here.who(seun).openHome();
    expect((await settings().offFor(team, { kind: 'person', userId: userId(seun) })).has('thanks')).toBe(
      true,
    );
    expect((await settings().offFor(team, { kind: 'person', userId: userId(priya) })).has('thanks')).toBe(
      false,
    );
    // Off again: what is there stays, and waits.
    await choose(priya, website);
    expect(here.posted(website).at(-1)?.text).toMatch(/^Priya turned off “Thanks” here\./);
    expect(await say(mara, website, `/lore thanks @diego ${words}`)).toContain(notChosen);
    expect(await here.home(mara)).not.toContain(words);
    expect(await here.export(mara)).toContain(words);
    expect(await deeds()).toEqual(
      expect.arrayContaining([
        `${ines} let channels choose thanks`,
        `${mara} switch on thanks in one channel`,
        `${priya} switch off thanks in one channel`,
      ]),
    );
  });

  it('reaches no channel that did not choose it, from one that did, in a form, or by a name typed', async () => {
    await decide('channels');
    await choose(mara, website);
    expect(await say(mara, website, `/lore thanks <#${learning}> ${words}`)).toContain(notChosen);
    await here.who(mara).say(website, '/lore thanks');
    await here.who(mara).submit({ people: [priya], channel: learning, what: words });
    await here.modalWith(mara, 'nothing was saved. What you typed is still in the window below');
    await here.settle();
    expect(await here.rows('thanks')).toBe('[[]]');
    expect(here.posted(learning)).toEqual([]);
  });

  it('is off for all in an older Lore, which knows no channels that choose, unless it is on for all', async () => {
    // As an older Lore reads it: by `practice_off` alone.
    const inOlder = async () =>
      (await offFor(here.lore.store.system, new Set(), team, { kind: 'person', userId: userId(mara) })).has(
        'thanks',
      );
    await decide('channels');
    await choose(mara, website);
    expect(await inOlder()).toBe(true);
    await decide('on');
    expect(await inOlder()).toBe(false);
    await decide('off');
    expect(await inOlder()).toBe(true);
  });

  it('is turned on by nobody but an admin, and in a channel by nobody from outside, no guest, and nobody where admins locked it', async () => {
    // The admin's form, as somebody else sends it.
    await here.home(ines);
    await here.who(ines).pressInHome('lore.change_workspace');
    const form = here.who(ines).modal() ?? fail();
    const on = {
      'practice.thanks': { 'practice.thanks': { type: 'static_select', selected_option: { value: 'on' } } },
    };
    const sent = await sendPayload(here.sandbox, submissionPayload(here.sandbox, mara, form, on));
    expect(sent.body).toContain('Only an admin of this workspace');
    await here.who(ines).closeAll();
    await decide('channels');
    // The form of a channel, as people send it who may not.
    await here.who(mara).say(website, '/lore settings');
    await here.who(mara).pressInModal('lore.practice');
    const inChannel = here.who(mara).modal() ?? fail();
    for (const who of [seun, sam, ines]) {
      const refused = await sendPayload(here.sandbox, submissionPayload(here.sandbox, who, inChannel));
      expect([who, refused.body]).toEqual([
        who,
        expect.stringMatching(/belong to a channel|Only full members|Rituais pertencem/),
      ]);
    }
    await here.who(mara).closeAll();
    await here.lore.store.system
      .insertInto('channel_rhythm')
      .values({
        team_id: team,
        channel_id: channelId(website),
        work_days: '1,2,3,4,5',
        holidays: null,
        place: 'thread',
        owner_id: null,
        deputy_id: null,
        is_locked: 1,
        offers: 1,
      })
      .execute();
    const locked = await sendPayload(here.sandbox, submissionPayload(here.sandbox, mara, inChannel));
    expect(locked.body).toContain('An admin of this workspace has locked this');
    expect(await here.rows('practice_channel')).toBe('[[]]');
  });

  it('is off for all once an admin says so, also while a channel chooses it', async () => {
    await decide('channels');
    await here.who(mara).say(website, '/lore settings');
    await here.who(mara).pressInModal('lore.practice');
    await decide('off');
    await here.who(mara).submit();
    await here.modalWith(mara, 'That isn’t for the channel to decide, at least not any more.');
    expect(await here.rows('practice_channel')).toBe('[[]]');
    await here.who(mara).closeAll();
    // At once: whichever comes first, it is off in the end.
    await decide('channels');
    const wished = { practice: 'thanks', position: 'off', prompts: [] } as const;
    await Promise.all([
      settings().choose(team, channelId(website), userId(mara), {
        practice: 'thanks',
        isOn: true,
        prompts: [],
      }),
      settings().change(team, userId(ines), { days: new Map(), switched: [wished] }),
    ]);
    expect(await say(mara, website, `/lore thanks @diego ${words}`)).toContain(notOn);
  });

  it('is left as another admin set it meanwhile, by a form in which nobody touched it', async () => {
    await here.home(ines);
    await here.who(ines).pressInHome('lore.change_workspace');
    const on = { practice: 'thanks', position: 'on', prompts: [] } as const;
    await settings().change(team, userId(ines), { days: new Map(), switched: [on] });
    await here.who(ines).submit({ 'practice.digest': 'off' });
    await here.settle();
    expect([...(await settings().of(team)).off]).toEqual(['digest']);
    // The same choice twice at once is one change on record.
    const wished = { practice: 'thanks', position: 'channels', prompts: [] } as const;
    const change = () => settings().change(team, userId(ines), { days: new Map(), switched: [wished] });
    await Promise.all([change(), change()]);
    expect((await deeds()).filter((deed) => deed.includes('let channels choose'))).toHaveLength(1);
  });

  it('says so kindly for a practice that does not exist any more', async () => {
    await decide('channels');
    await here.lore.store.write((system) =>
      system
        .insertInto('practice_choice')
        .values({ team_id: team, practice: 'gone', position: 'channels' })
        .execute(),
    );
    const unknown = { practice: 'gone', isOn: true, prompts: [] };
    expect(await settings().choose(team, channelId(website), userId(mara), unknown)).toEqual({
      ok: false,
      code: 'not_theirs',
    });
    await here.who(mara).say(website, '/lore settings');
    expect(here.modal(mara)).not.toContain('gone');
    const message = here.who(mara).modal() ?? fail();
    await here.who(mara).pressInModal('lore.practice');
    const form = here.who(mara).modal() ?? fail();
    const metadata = textOf(form.view['private_metadata']).replace('"thanks"', '"gone"');
    const body = await sendPayload(
      here.sandbox,
      submissionPayload(here.sandbox, mara, { ...form, view: { ...form.view, private_metadata: metadata } }),
    );
    expect(body.body).toContain('That isn’t for the channel to decide');
    expect(message).toBeDefined();
    expect(await here.home(mara)).not.toContain('gone');
  });

  it('withdraws what was to be told in private where it was turned off, and nobody gets it all at once later', async () => {
    await decide('channels');
    await choose(mara, website);
    // Noor is not at work yet, so it waits.
    await say(mara, website, `/lore thanks @noor ${words}`);
    expect(here.direct(noor)).toEqual([]);
    await choose(diego, website);
    await arrive();
    await choose(mara, website);
    await arrive();
    expect(here.direct(noor)).toEqual([]);
    // It waits in Home, as what a limit holds back does.
    expect(await here.home(noor)).toContain(words);
    expect(await here.home(hana)).not.toContain(words);
  });

  it('says no in an old message: its button stays harmless', async () => {
    await decide('on');
    await here.who(mara).say(website, `/lore thanks @diego ${words}`);
    await arrive();
    const message = here.direct(diego)[0] ?? fail();
    await decide('off');
    await here.who(diego).press(message, 'thanks.show');
    await here.settle();
    expect(here.posted(website)).toEqual([]);
    await decide('channels');
    await here.who(diego).press(message, 'thanks.show');
    await here.settle();
    expect(here.posted(website)).toEqual([]);
  });
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fail(): never {
  throw new Error('it is not there');
}
