/** Somebody else's message as a share: a link, and their words only when they give them, for as long as they stay. On both engines. */
import { userId } from '../../src/core/ids.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { textsIn } from '../support/colleague.ts';
import { learning, team, withHarbour } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LearnedHere, learnedOn } from '../support/learned-here.ts';

const learned = learnedAmong(() => []);

const given = 'A dry run took ten minutes';
/** What stands in Arjun's message, of which nothing is kept. */
const said = 'took ten minutes and found the two wrong';

describe.each(engines())('on $name, whoever wrote a message that a share links to', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
    const [message] = it_.sandbox.world.messages[learning] ?? [];
    if (message === undefined) throw new Error('nothing was said');
    expect(message.userId).toBe('U0ARJUN');
    await it_.save('U0NOOR', learning, message.ts);
    await it_.who('U0NOOR').submit({ what: 'Rehearse moves', reach: 'workspace' });
    await it_.settle();
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const arjun = () => it_.who('U0ARJUN');
  const share = () => it_.messageWith(learning, 'Rehearse moves');
  const stored = async () =>
    (await it_.tables()) +
    JSON.stringify(
      await it_.lore.store.system
        .selectFrom('learned_quote' as 'audit')
        .selectAll()
        .execute(),
    );
  const asked = async () => {
    await it_.playUntil(Date.parse('2026-11-25T12:00:00Z'));
    return it_.messageWith(it_.direct('U0ARJUN')[0]?.channelId ?? '', 'Rehearse moves');
  };
  const agree = async (words = given) => {
    await arjun().press(await asked(), 'learned.give-words');
    expect(JSON.stringify(arjun().modal()?.view)).toContain('I don’t read messages');
    const answer = await arjun().submit({ words });
    await it_.settle();
    return answer;
  };
  const homeOf = async (who: string) => {
    await it_.who(who).openHome();
    await it_.settle();
    return textsIn(it_.who(who).home()).join('\n');
  };

  it('is asked once, in private; before they agree nothing of their message is stored', async () => {
    expect(share().text).toContain('Links to a message of Arjun');
    expect((await asked()).text).toContain('May some of your words be shown beside it');
    expect(it_.direct('U0ARJUN').filter(({ text }) => text.includes('Rehearse moves'))).toHaveLength(1);
    expect(await stored()).not.toContain(said);
    expect(share().text).not.toContain('wrote:');
  });

  it('finds the question in App Home until it is answered', async () => {
    expect(await homeOf('U0ARJUN')).toContain('May some of your words be shown beside what they learned?');
    expect(await homeOf('U0NOOR')).not.toContain('May some of your words');
    await arjun().pressInHome('learned.give-words');
    await arjun().submit({ words: given });
    await it_.settle();
    expect(share().text).toContain(`Arjun wrote:\n${given}`);
    expect(await homeOf('U0ARJUN')).not.toContain('May some of your words');
  });

  it('agrees: the words that they give stand beside the share, and the question becomes what they decided', async () => {
    await agree();
    expect(share().text).toContain(`Arjun wrote:\n${given}`);
    expect(JSON.stringify(share().blocks)).toContain(given);
    const told = await asked();
    expect(told.text).toContain('You agreed');
    expect(told.text).toContain(given);
    expect(JSON.stringify(told.blocks)).not.toContain('learned.give-words');
  });

  it.each([
    ['nothing', '  ', 'Paste the words'],
    ['too much', 'word '.repeat(300), 'This has 1,499 characters; the limit is 1,000'],
  ])('that give %s are told so at the field', async (_what, words, sentence) => {
    expect(JSON.stringify(await agree(words))).toContain(sentence);
    expect(share().text).not.toContain('wrote:');
  });

  it('declines: nothing is kept, the link stays, and they can still take it out', async () => {
    await arjun().press(await asked(), 'learned.decline-words');
    await it_.settle();
    const told = await asked();
    expect(told.text).toContain('You declined');
    expect(JSON.stringify(told.blocks)).not.toContain('learned.decline-words');
    expect(share().text).toContain('lindgrove.slack.com');
    expect(await homeOf('U0ARJUN')).not.toContain('May some of your words');
    await arjun().press(told, 'learned.drop-link');
    await it_.settle();
    expect(share().text).not.toContain('lindgrove.slack.com');
    const texts = it_.direct('U0ARJUN').map(({ text }) => text);
    expect(texts.filter((text) => text.includes('no longer links to your message'))).toHaveLength(1);
  });

  it('takes the words back: they are nowhere any more', async () => {
    await agree();
    await arjun().press(await asked(), 'learned.decline-words');
    await it_.settle();
    expect(share().text).not.toContain(given);
    expect((await asked()).text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('takes them along when they leave the channel', async () => {
    await agree();
    await it_.sandbox.page('membership', { as: 'U0ARJUN', channelId: learning, change: 'leave' });
    await it_.settle();
    expect(share().text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('takes them along when Lore is taken out, which nobody tells any more who leaves', async () => {
    await agree();
    const member = (as: string, change: string) =>
      it_.sandbox.page('membership', { as, channelId: learning, change });
    await member('U0KATRIN', 'remove bot');
    await it_.settle();
    expect(await stored()).not.toContain(given);
    // What stands in Slack cannot be changed from outside; it is redrawn when Lore is back.
    expect(share().text).toContain(given);
    await member('U0ARJUN', 'leave');
    await member('U0KATRIN', 'add bot');
    await it_.settle();
    expect(share().text).not.toContain(given);
    await it_.who('U0NOOR').press(share(), 'learned.manage', { holds: '"edit"' });
    await it_.who('U0NOOR').submit({ useWhen: 'Before a move' });
    await it_.settle();
    expect(share().text).toContain('Before a move');
    expect(share().text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('takes them along when their account is closed', async () => {
    await agree();
    await it_.sandbox.page('person', {
      as: 'U0INES',
      userId: 'U0ARJUN',
      change: { kind: 'deactivate' },
    });
    await it_.settle();
    expect(share().text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('takes them along when they are erased; until then both may take out what is theirs', async () => {
    await agree();
    const exported = async (who: string) =>
      JSON.stringify(
        await exportFor(
          it_.lore.store,
          [learned],
          team,
          { actor: 'operator', reader: null },
          {
            kind: 'person',
            userId: userId(who),
          },
        ),
      );
    expect(await exported('U0ARJUN')).toContain(given);
    expect(await exported('U0NOOR')).not.toContain(given);
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0ARJUN') });
    await it_.settle();
    expect(share().text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('loses them with the link: of another one they are not the words', async () => {
    await agree();
    await it_.who('U0NOOR').press(share(), 'learned.manage', { holds: '"edit"' });
    await it_.who('U0NOOR').submit({ link: 'https://example.com/other' });
    await it_.settle();
    expect(share().text).not.toContain(given);
    expect(await stored()).not.toContain(given);
  });

  it('loses them with the share also when the person who shared it is not in the channel any more', async () => {
    await agree();
    await it_.sandbox.page('membership', { as: 'U0NOOR', channelId: learning, change: 'leave' });
    await it_.settle();
    await homeOf('U0NOOR');
    await it_.who('U0NOOR').pressInHome('learned.back');
    await it_.who('U0NOOR').submit();
    await it_.settle();
    expect(await stored()).not.toContain('Rehearse moves');
    expect(await stored()).not.toContain(given);
  });

  it('alone decides: nobody else can agree for them, with their button or without', async () => {
    const question = await asked();
    const noor = it_.who('U0NOOR');
    await noor.press(question, 'learned.give-words').catch(() => false);
    expect(noor.modal()).toBeUndefined();
    await arjun().press(question, 'learned.give-words');
    await it_.sandbox.page('membership', { as: 'U0ARJUN', channelId: learning, change: 'leave' });
    await it_.settle();
    expect(JSON.stringify(await arjun().submit({ words: given }))).toContain(
      'You’re no longer in that channel',
    );
    expect(await stored()).not.toContain(given);
  });
});

describe.each(engines())('on $name, somebody of another organisation who wrote one', (engine) => {
  it('cannot be asked, which the form says: their message is linked to, and nobody is written to', async () => {
    const it_ = await learnedOn(engine);
    const theirs = (it_.sandbox.world.messages[withHarbour] ?? []).find(({ userId: by }) => by === 'U0FREYA');
    if (theirs === undefined) throw new Error('nothing was said');
    await it_.save('U0MARA', withHarbour, theirs.ts);
    const form = JSON.stringify(it_.who('U0MARA').modal()?.view);
    expect(form).toContain('whose words I don’t copy');
    expect(form).toContain('so I can’t ask for theirs');
    await it_.who('U0MARA').submit({ what: 'Rehearse moves' });
    await it_.playUntil(Date.parse('2026-11-25T12:00:00Z'));
    expect(it_.messageWith(withHarbour, 'Rehearse moves').text).toContain('lindgrove.slack.com');
    expect(await it_.tables()).not.toContain('U0FREYA');
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
});
