/** Thanks: from what is typed to what stands in the channel, and what never does. On both engines. */
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { acts } from '../../src/features/thanks/acts.ts';
import { digestItems } from '../../src/features/thanks/digest.ts';
import { thanks } from '../../src/features/thanks/feature.ts';
import { thanks as table } from '../../src/features/thanks/rows.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { asSent } from '../support/called.ts';
import {
  hana,
  learning,
  mara,
  priya,
  secretly,
  seun,
  team,
  website,
  withHarbour,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload, submissionPayload, typed } from '../support/forged.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { almanac } from '../support/digest-here.ts';
import { itemSays } from '../support/item-says.ts';

const words = 'the roll-back guide';
const example = '/lore thanks @Hana for the roll-back guide';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine, lore: { features: [thanks, almanac, digest([thanks, almanac])] } });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const type = async (who: string, channel: string, text: string) => {
    await here.who(who).say(channel, `/thanks ${text}`);
    await here.settle();
  };
  const submit = async (who: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    const answer = JSON.stringify(await here.who(who).submit(fields));
    await here.settle();
    return answer;
  };
  /** Until those who were thanked are at work: in Singapore, Kolkata, Lisbon and Berlin. */
  const arrive = () => here.playUntil(Date.parse('2026-11-25T09:10:00Z'));
  const give = async (who: string, channel: string, text: string) => {
    await type(who, channel, text);
    await arrive();
  };
  const only = (messages: readonly Message[]): Message => {
    const [one] = messages;
    if (one === undefined || messages.length > 1) throw new Error(`${messages.length} messages`);
    return one;
  };
  const inChannel = (channel = website) =>
    here.posted(channel).filter(({ text }) => text.includes(' thanks '));
  const direct = (who: string) => only(here.direct(who));
  const show = async (who: string) => {
    await here.who(who).press(direct(who), 'thanks.show');
    await here.settle();
  };
  /** All rows that are for this viewer. */
  const readBy = async (viewer: Viewer) =>
    JSON.stringify(
      await here.lore.store.read(team, viewer, (view) => view.from(table).selectAll().execute()),
    );
  /** What its button carries. */
  const buttonOf = ({ blocks }: Message) =>
    blocks
      .flatMap(elementsOf)
      .map((element) => textAt(element, 'value'))
      .find((value) => value !== '') ?? '';
  /** Presses the button of a message as it may have stood, whoever has it. */
  const pressAnyhow = async (who: string, message: Message, value: string) => {
    const pressed = { action_id: 'thanks.show', value };
    const sent = await sendPayload(here.sandbox, pressPayload(here.sandbox, who, message, pressed));
    expect(sent.status).toBe(200);
    await here.settle();
  };
  /** Every channel, and what everybody was told. */
  const everywhere = () =>
    JSON.stringify([
      ...here.sandbox.world.conversations.map(({ id }) => here.posted(id)),
      here.sandbox.world.homes,
    ]);
  const takeBack = async (who: string) => {
    await here.home(who);
    await here.who(who).pressInHome('thanks.back');
    await here.settle();
  };

  it('thanks with one typed sentence, in private: nobody else learns of it', async () => {
    await give(mara, website, `@hana for ${words}`);
    expect(here.who(mara).modal()).toBeUndefined();
    expect(here.who(mara).told(website).join()).toContain('<@U0HANA> will get a direct message from me');
    expect(direct(hana).text).toMatch(/^<@U0MARA> thanks you:\nfor the roll-back guide\n/);
    expect(inChannel()).toEqual([]);
    for (const other of [priya, 'U0DIEGO', 'U0INES']) {
      expect(await here.home(other)).not.toContain(words);
      expect(await here.export(other)).not.toContain(words);
      expect(here.direct(other)).toEqual([]);
      expect(await readBy({ kind: 'person', userId: userId(other) })).toBe('[]');
    }
    expect(await readBy({ kind: 'channel', channelId: channelId(website) })).toBe('[]');
    expect(await readBy({ kind: 'person', userId: userId(hana) })).toContain(words);
  });

  it('also after /lore, in German, and for the person who wrote a message', async () => {
    await here.who(mara).say(website, `/lore thanks @jonas für ${words}`);
    expect(here.who(mara).told(website).join()).toContain('<@U0JONAS> will get');
    await here.settle();
    expect(await here.home('U0JONAS')).toContain('<@U0MARA> dankt dir:');
    const [message] = (here.sandbox.world.messages[website] ?? []).filter(({ userId: by }) => by === hana);
    const at = { channelId: website, ts: message?.ts ?? '' };
    await here.sandbox.page('shortcut', { as: priya, callbackId: 'thanks.message', message: at });
    expect(await submit(priya, { what: 'I know what to test first' })).not.toContain('errors');
    expect(here.modal(priya)).toContain('will get a direct message');
    await arrive();
    expect(direct(hana).text).toContain(`lindgrove.slack.com/archives/${website}/`);
  });

  it('is shown by the person who was thanked alone, once, in the channel where it was said', async () => {
    await give(mara, website, `@hana for ${words}`);
    const value = buttonOf(direct(hana));
    await show(hana);
    await pressAnyhow(hana, only(inChannel()), value);
    expect(here.who(hana).told(website).join()).toContain('You’ve shown this');
    expect(only(inChannel()).text).toBe(`Mara thanks Hana:\nfor ${words}`);
    expect(direct(hana).text).toContain('You’ve shown this in <#C0WEBSITE>');
    expect(JSON.stringify(direct(hana).blocks)).not.toContain('thanks.show');
    expect(await here.home(hana)).not.toContain('Show in channel');
  });

  it('names in the channel only those who chose to show it, in one message', async () => {
    await give(mara, website, `@hana, @diego and @priya for ${words}`);
    expect(direct(hana).text).not.toMatch(/U0DIEGO|U0PRIYA/);
    await show(hana);
    expect(only(inChannel()).text).not.toMatch(/U0DIEGO|U0PRIYA/);
    await show(priya);
    expect(only(inChannel()).text).toBe(`Mara thanks Hana and Priya:\nfor ${words}`);
    expect(await readBy({ kind: 'channel', channelId: channelId(website) })).not.toContain('U0DIEGO');
  });

  it('cannot be shown by its author, nor by anybody else with the same button', async () => {
    await give(mara, website, `@hana @priya for ${words}`);
    const value = buttonOf(direct(hana));
    for (const other of [mara, priya, 'U0DIEGO']) {
      const message = only((here.sandbox.world.messages[website] ?? []).slice(-1));
      await pressAnyhow(other, message, value);
      expect(here.who(other).told(website).at(-1)).toMatch(
        /Only the person who was thanked|no longer see it/,
      );
    }
    expect(inChannel()).toEqual([]);
  });

  it('thanks a team in its channel alone', async () => {
    await type(mara, learning, `#website-relaunch for ${words}`);
    expect(only(inChannel()).text).toBe(`Mara thanks everyone here:\nfor ${words}`);
    expect(here.who(mara).told(learning).join()).toContain('Posted in <#C0WEBSITE>');
    expect(inChannel(learning)).toEqual([]);
    expect(here.direct(hana)).toEqual([]);
  });

  it('asks in the form for a team, and keeps who was chosen before', async () => {
    await type(mara, website, '');
    await here.who(mara).pressInModal('whom', { holds: 'team' });
    const form = await here.modalWith(mara, 'with your name');
    expect(form).not.toContain('multi_users_select');
    expect(await submit(mara, { channel: learning, what: words })).not.toContain('errors');
    expect(only(inChannel(learning)).text).toContain('thanks everyone here');
  });

  it.each([
    ['nobody', `for ${words}`, 'Who would you like to thank?'],
    ['oneself', `@mara for ${words}`, 'choose someone else who helped you'],
    ['Lore itself', `@lore for ${words}`, 'An app can’t read this'],
    ['somebody who left', `@leila for ${words}`, 'has no account here any more'],
    ['everyone', `<!channel> for ${words}`, 'I can’t thank groups'],
    ['whoever is there', `<!here> for ${words}`, 'I can’t thank groups'],
    ['a user group', `<!subteam^S0LEADS|@leads> for ${words}`, 'I can’t thank groups'],
    ['a name nobody has', `@hanna for ${words}`, 'I don’t know @hanna'],
    ['somebody who isn’t here', `@seun for ${words}`, 'isn’t in this channel'],
    ['four', `@hana @diego @priya @noor for ${words}`, example.replace('@Hana', '@Hana @Tom')],
    ['a person and a team', `@hana #learning for ${words}`, 'not both at once'],
    ['a channel that they are not in', `#people-private for ${words}`, 'You or I aren’t in that channel'],
    ['an archived channel', `#spring-campaign for ${words}`, 'it’s archived'],
    ['a channel without Lore', `#coffee-corner for ${words}`, 'You or I aren’t in that channel'],
    ['no reason', '@hana', 'One sentence is enough'],
    ['signs alone', '@hana :tada: !!', 'Add a word or two'],
    ['too much', `@hana ${'word '.repeat(400)}`, 'This has 1,999 characters; the limit is 1,500'],
  ])('is asked about %s in the form, which keeps the rest', async (_what, text, sentence) => {
    await type(mara, website, text);
    const form = here.modal(mara);
    expect(form).toContain(sentence);
    if (text.includes(words)) expect(form).toContain(words);
    expect(everywhere()).not.toContain(words);
    expect(await here.rows('thanks')).toBe('[[]]');
  });

  it('refuses 40 names with an example, and nobody is chosen by chance', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `<@U0NAME${at}>`).join(' ');
    await type(mara, website, `${names} for ${words}`);
    expect(here.modal(mara)).toContain('up to 3 people at once');
    expect(here.modal(mara)).toContain('/lore thanks @Hana @Tom for the roll-back guide');
    expect(here.modal(mara)).not.toContain('initial_users');
    expect(here.modal(mara)).toContain(words);
  });

  it('hands back what is longer than the form', async () => {
    const long = 'word '.repeat(700).trim();
    await type(mara, website, `@hana ${long}`);
    expect(here.who(mara).modal()).toBeUndefined();
    expect(here.who(mara).told(website).join()).toContain(long);
    expect(here.who(mara).told(website).join()).toContain('This has 3,499 characters');
  });

  it('refuses people of another organisation, and thanks a guest of the channel', async () => {
    await type(mara, withHarbour, `@freya for ${words}`);
    expect(here.modal(mara)).toContain('from another organisation');
    await here.who(mara).closeAll();
    await give(mara, website, `@sam for ${words}`);
    await show('U0SAM');
    expect(only(inChannel()).text).toContain('thanks Sam');
  });

  it('says at the field what is wrong in the form', async () => {
    await type(mara, website, '');
    const wrong = (fields: Readonly<Record<string, string | readonly string[]>>) =>
      submit(mara, { people: [hana], channel: website, what: words, ...fields });
    const four = [hana, priya, 'U0DIEGO', 'U0NOOR'];
    // Slack itself lets nobody choose so many; Lore asks again.
    expect(await wrong({ people: four })).toContain('"people":"Please choose at most 3.');
    const view = here.who(mara).modal();
    if (view === undefined) throw new Error('the form is gone');
    const values = {
      people: { people: { type: 'multi_users_select', selected_users: four } },
      channel: { channel: { type: 'conversations_select', selected_conversation: website } },
      ...typed('what', words),
    };
    const forged = await sendPayload(here.sandbox, submissionPayload(here.sandbox, mara, view, values));
    expect(forged.body).toContain('"people":"You can thank up to 3');
    expect(await wrong({ people: [mara] })).toContain('"people":"It’s good to be pleased');
    expect(await wrong({ people: ['U0LOREBOT'] })).toContain('"people":"An app');
    expect(await wrong({ people: [seun] })).toContain('"channel":"Someone you chose isn’t');
    expect(await wrong({ channel: 'C0COFFEE' })).toContain('"channel":"You or I aren’t in this channel');
    expect(await wrong({ channel: 'C0SPRING' })).toContain('"channel"');
    expect(await wrong({ what: '🎉' })).toContain('"what":"Add a word');
    expect(await wrong({ what: 'x'.repeat(1_501) })).toContain('"what":"This has 1,501');
    expect(await wrong({})).not.toContain('errors');
    await arrive();
    expect(direct(hana).text).toContain(words);
  });

  it('asks for a channel that all are in where it was typed in a direct message', async () => {
    await here.home(mara);
    const im = here.sandbox.world.conversations.find(
      ({ kind, members }) => kind === 'im' && members.includes(mara),
    );
    await type(mara, im?.id ?? '', `@hana for ${words}`);
    expect(here.modal(mara)).toContain('Choose a channel that you’re all in');
    expect(await submit(mara, { channel: website })).not.toContain('errors');
    await arrive();
    await show(hana);
    expect(only(inChannel()).text).toContain(words);
  });

  it('keeps what is marked up, and mentions, as letters that ping nobody', async () => {
    await give(mara, website, '@hana *bold* @diego <!channel> <https://example.com|the guide> &lt;b&gt;');
    await show(hana);
    const { text, blocks } = only(inChannel());
    expect(text).toContain('*bold* Diego @channel the guide (https://example.com) &lt;b&gt;');
    expect(JSON.stringify(blocks)).not.toMatch(/U0DIEGO|<!channel/);
    expect(here.direct('U0DIEGO')).toEqual([]);
  });

  it('names no private channel in what it is for', async () => {
    await give(
      seun,
      learning,
      `@mara for what you shared in <#${secretly}|people-team> and <mailto:a@b.example|a@b.example>`,
    );
    const [{ text } = { text: '' }] = here.direct(mara);
    expect(text).toContain('what you shared in a private channel and a@b.example');
    expect(text).not.toContain('people-team');
  });

  it('leaves the link to a private message out where somebody else is thanked', async () => {
    const [message] = (here.sandbox.world.messages[secretly] ?? []).filter(
      ({ userId: by }) => by === 'U0CAROL',
    );
    const at = { channelId: secretly, ts: message?.ts ?? '' };
    await here.sandbox.page('shortcut', { as: seun, callbackId: 'thanks.message', message: at });
    expect(await submit(seun, { people: [mara], what: words })).toContain('isn’t in this channel');
    expect(await submit(seun, { people: [mara], channel: learning, what: words })).not.toContain('errors');
    await arrive();
    await show(mara);
    const quoted = JSON.stringify([here.direct(mara), here.posted(learning), await here.export(mara)]);
    expect(quoted).toContain(words);
    expect(quoted).not.toMatch(/C0PEOPLE|exit interviews/);
    expect(await here.rows('thanks')).not.toContain('C0PEOPLE');
  });

  it('says why it cannot be shown in an archived channel, and stays theirs', async () => {
    await give(mara, website, `@hana for ${words}`);
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    await show(hana);
    expect(inChannel()).toEqual([]);
    expect(here.who(hana).told(direct(hana).channelId).join()).toContain('That channel is archived');
    expect(await here.home(hana)).toContain(words);
  });

  it('cannot be shown any more by somebody who left the channel', async () => {
    await give(mara, website, `@hana for ${words}`);
    await here.sandbox.page('membership', { as: hana, channelId: website, change: 'leave' });
    await here.settle();
    await show(hana);
    expect(inChannel()).toEqual([]);
    expect(here.who(hana).told(direct(hana).channelId).join()).toContain('you can no longer see it');
  });

  it('is gone everywhere once its author takes it back', async () => {
    await give(mara, website, `@hana @priya for ${words}`);
    await show(hana);
    await takeBack(mara);
    expect(everywhere()).not.toContain(words);
    expect(only(here.posted(website).slice(-1)).text).toBe('This thank-you isn’t here any more.');
    expect(await here.rows('thanks')).toBe('[[]]');
    expect(await here.home(hana)).not.toContain(words);
  });

  it('is in the export of both, with the other, and in none of a channel or the workspace', async () => {
    await give(mara, website, `@hana for ${words}`);
    for (const who of [mara, hana])
      expect(await here.export(who)).toContain(
        `"to":{"person":"U0HANA"},"what":"for ${words}","link":"","givenAt":`,
      );
    expect(await here.export(hana)).toContain('"by":{"person":"U0MARA"}');
    await show(hana);
    const by = { actor: 'operator', reader: null } as const;
    const all = await exportFor(here.lore.store, [thanks], team, by, { kind: 'workspace' });
    expect(JSON.stringify(all)).not.toMatch(/roll-back|givenAt/);
  });

  it('goes everywhere with its author', async () => {
    await give(mara, website, `@hana for ${words}`);
    await show(hana);
    await here.erase(mara);
    expect(everywhere()).not.toContain(words);
    expect(await here.export(hana)).not.toContain(words);
  });

  it('names nobody any more who was thanked and erased their data', async () => {
    await give(mara, website, `@hana @priya for ${words}`);
    await show(hana);
    await show(priya);
    await here.erase(hana);
    expect(only(inChannel()).text).toBe(`Mara thanks Priya:\nfor ${words}`);
    expect(here.direct(hana)).toEqual([]);
    expect(await here.rows('thanks')).not.toContain(hana);
    await here.erase(priya);
    expect(inChannel()).toEqual([]);
    expect(await here.home(mara)).toContain('You thanked someone:');
  });

  it('is too old after two years, in the channel too', async () => {
    await give(mara, website, `@hana for ${words}`);
    await show(hana);
    await here.playUntil(here.sandbox.core.clock.now() + 732 * 86_400_000);
    expect(await here.rows('thanks')).toBe('[[]]');
    expect(inChannel()).toEqual([]);
  }, 60_000);

  it('waits where the practice is off: nothing is sent, nothing shown', async () => {
    await give(mara, website, `@hana for ${words}`);
    await here.lore.store.workspaceSettings.change(team, userId('U0INES'), {
      days: new Map(),
      switched: [{ practice: 'thanks', position: 'off', prompts: [] }],
    });
    await here.settle();
    await show(hana);
    await give(mara, website, `@priya for ${words}`);
    expect(inChannel()).toEqual([]);
    expect(here.direct(priya)).toEqual([]);
    expect(here.who(mara).told(website).join()).toContain('“Thanks”');
  });

  it('gives the digest of a channel what was shown there, without a number', async () => {
    const week = () => {
      const to = here.sandbox.core.clock.now() + 1;
      return { channel: channelId(website), from: to - 7 * 86_400_000, to };
    };
    const told = () =>
      here.lore.store.read(team, { kind: 'channel', channelId: channelId(website) }, async (read) => {
        const items = await digestItems.find(read, week());
        const drawing = { now: week().to, locale: 'en', tz: 'UTC' } as const;
        const drawn = await Promise.all(items.map((item) => digestItems.draw(read, item, drawing)));
        return asSent(read, drawn);
      });
    await give(mara, website, `@hana @priya for ${words}`);
    expect(await told()).toEqual([]);
    await show(hana);
    await show(priya);
    expect((await told()).map(itemSays)).toEqual([
      ['Mara thanks Hana and Priya', `for ${words}`, 'Shown in this channel'],
    ]);
  });

  it('is an act of its channel once it is shown there, confirmed by whom it thanks, and not before', async () => {
    const done = async () => {
      const to = here.sandbox.core.clock.now() + 1;
      const week = { channel: channelId(website), from: to - 7 * 86_400_000, to };
      const found = await here.lore.store.read(
        team,
        { kind: 'channel', channelId: channelId(website) },
        (read) => acts(read, week),
      );
      return found.map(({ kind, by, confirmedAt }) => [kind, by, confirmedAt !== null]);
    };
    await give(mara, website, `@hana @priya for ${words}`);
    expect(await done()).toEqual([]);
    await show(hana);
    await show(priya);
    expect(await done()).toEqual([['thanks', mara, true]]);
    await takeBack(mara);
    await here.settle();
    expect(await done()).toEqual([]);
  });

  it('is in no digest any more once it is taken back', async () => {
    await give(mara, website, `@hana for ${words}`);
    await show(hana);
    const weekly = { every: 'week', weekday: 3, minutes: 720 } as const;
    const rules = new Map([['digest.weekly', weekly]]);
    await here.lore.store.schedules.startAll(team, channelId(website), userId(mara), rules);
    await here.playUntil(Date.parse('2026-11-25T13:00:00Z'));
    const holding = () => here.posted(website).filter((post) => JSON.stringify(post).includes(words));
    expect(holding()).toHaveLength(2);
    await takeBack(mara);
    await here.settle();
    await here.playUntil(Date.parse('2026-11-27T10:00:00Z'));
    expect(holding()).toEqual([]);
  });
});
