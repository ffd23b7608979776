/**
 * Slack may keep a button whose time is over, where it refuses the update. Weeks later each button of the registry is pressed with what it
 * carried: the answer says what ended, when, and what can be done now, to one of them in German. A new button is walked by itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, type Json, parseJson, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { day, second } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { features } from '../../src/features.ts';
import { website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { playLife, team } from '../support/kept/life.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { wholeRegistry } from '../support/whole-registry.ts';

/** What can be done at any time, and why. A reader (`onReading`) and a page may open something without standing here. */
const always: Readonly<Record<string, string>> = {
  'retro.again': 'a closed retrospective is held again',
  'retro.add': 'a late card goes to the thread',
  'retro.late': 'the same',
  'retro.left': 'what was begun is sent late',
  'retro.left-drop': 'or dropped',
  'retro.own': 'cards are deleted by their author',
  'retro.topics': 'a closed retrospective is read',
  'retro.see': 'the same',
  'retro.read-topic': 'the same',
  'retro.page': 'the same',
  'retro.export': 'and exported',
  'retro.file': 'the same',
  'retro.summary': 'the same',
  'retro.round-volunteer': 'somebody comes forward for later ones, as long as it comes round',
  'retro.round-leave': 'or no longer',
  'retro.sources-stop': 'what a project follows is listed as it is now',
  'learned.answer': 'a late answer joins the thread of its question',
  'learned.useful': 'a share is counted as useful, or no longer, where it stands',
  'journey.discard': 'the form begins again',
  'journey.decline': 'an invitation stands until it is answered',
  'journey.stop': 'nobody is asked against their will',
  'lessons.used': 'a lesson is counted as used, or no longer, as long as it stands',
  'lessons.useful': 'the same, as useful',
  'lessons.try': 'it is counted as used, and asks how it went',
  'lessons.still-true': 'a kept lesson still holds: it is confirmed, and shown',
  'lessons.open-add': 'anyone may write a lesson, at any time',
  'journey.reply': 'an entry is answered in its thread, as long as it stands',
  'coaching.offer-stop': 'nobody is suggested against their will',
  'coaching.find-forget': 'what somebody looked for is deleted',
  'coaching.ask': 'the form says that this mentor cannot be asked now',
  'questions.withdraw': 'who asked takes a question back, over or not',
  'stretch.drop': 'who offers something removes it at any time',
  'purpose.write': 'a sheet is written at any time',
  'purpose.forget': 'and deleted',
  'stretch.unchoose': 'nobody is counted, or asked, against their will',
  'stretch.idea-never': 'the same',
  'stretch.idea-no': 'the same, of one project',
  'questions.knows-back': 'what somebody knows is shown no more',
  'questions.ask-again': 'it says whether they may be asked',
  'pulse.not-now': 'nobody is asked to answer against their will',
  'experiments.open': 'what came of an experiment is read',
  'experiments.open-asked': 'the same',
  'pathways.quiet': 'nobody is written to against their will',
  'digest.not-for-me': 'what a digest told is for somebody, or not',
  'digest.untrue': 'it holds, or not: the digest says so',
  'digest.holds': 'the same',
  'thanks.pack-out': 'what somebody took out of their evidence pack is out of it',
  'lore.calendar': 'addresses are shown',
  'lore.calendar_stop': 'and stopped',
  'lore.tokens': 'a person’s tokens are shown',
  'lore.token_revoke': 'and revoked; of one that is gone, those that are left are shown',
  'lore.show_more': 'Home is read on',
  'lore.turn_more': 'the same',
  'lore.seen_not_shown': 'a line leaves Home',
  'lore.ritual_seen': 'the same',
  'lore.i_am_back': 'Home says so',
  'lore.change_settings': 'settings are changed',
  'lore.show_data': 'what is stored of a person is read',
  'lore.turn_data': 'the same',
  'lore.turn_data_back': 'the same',
  'lore.send_data': 'sent',
  'lore.erase_data': 'and erased',
  'lore.show_audit': 'what was done in the workspace is for admins alone to read',
  'lore.turn_audit': 'the same',
  'lore.turn_audit_back': 'the same',
};

const jsonOf = (...path: readonly string[]): Json => {
  const read = parseJson(readFileSync(join(import.meta.dirname, '..', ...path), 'utf8'));
  if (!isJson(read)) throw new Error(`${path.join('/')} holds nothing`);
  return read;
};
const recorded =
  readdirSync(join(import.meta.dirname, '..', 'data', 'ids'))
    .toSorted()
    .at(-1) ?? '';
const samples = jsonOf('data', 'ids', recorded)['actions'] as Readonly<Record<string, Json | null>>;

/** The rows by the key that names one in a button, and which of them have had their time. */
const rowsOf: Readonly<Record<string, readonly [table: string, are?: readonly string[]]>> = {
  retro: ['retro', ['closed', 'cancelled']],
  r: ['retro', ['closed', 'cancelled']],
  of: ['retro', ['closed', 'cancelled']],
  action: ['retro_action', ['done', 'dropped']],
  grouping: ['retro_grouping'],
  card: ['retro_card'],
  discussion: ['retro_discussion'],
  before: ['retro_before', ['over']],
  assist: ['retro_assist'],
  project: ['retro_project', ['cancelled', 'held', 'moved']],
  round: ['retro_round', ['held', 'paused', 'fell_out']],
  reflection: ['retro_reflection'],
  assumption: ['retro_assumption'],
  prompt: ['learned_prompt'],
  share: ['learned_share'],
  s: ['learned_share'],
  lesson: ['lesson'],
  entry: ['journey_entry'],
  e: ['journey_entry'],
  first: ['journey_first'],
  slot: ['rotation_slot', ['over']],
  item: ['digest_item'],
  thanks: ['thanks'],
  given: ['thanks'],
  pair: ['coaching_pair', ['ended']],
  question: ['question', ['answered', 'closed', 'rested']],
  forum: ['forum', ['ended']],
  meeting: ['forum_meeting', ['over', 'fell_out']],
  place: ['pulse_place'],
  window: ['pulse_window'],
  offer: ['stretch_offer', ['taken']],
  assignment: ['stretch_assignment', ['over']],
  experiment: ['experiment', ['decided', 'ended']],
  pathway: ['pathway', ['ended']],
  id: ['delivery'],
};

async function newest(here: LoreHere, key: string): Promise<readonly string[]> {
  const [table = '', are] = rowsOf[key] ?? [];
  const rows: readonly object[] = await here.lore.store.system
    .selectFrom(table as 'audit')
    .selectAll()
    .execute();
  const ids = (rows as readonly Json[])
    .filter((row) => are?.includes(textAt(row, 'state') || textAt(row, 'phase')) ?? true)
    .map((row) => textAt(row, 'id'));
  return ids.slice(-2);
}

type Spoken = 'en' | 'de';

/** Sentences of a catalogue, whatever they are about. */
function sentences(locale: Spoken, catalogue: string, ...keys: readonly string[]): RegExp[] {
  const all = jsonOf('..', 'locales', locale, `${catalogue}.json`);
  return keys.map((key) => {
    const said = textAt(all, key);
    if (said === '') throw new Error(`${catalogue} has no ${key}`);
    return new RegExp(said.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^{}]*\}/g, '.+'));
  });
}

/** What is deleted, or not theirs to see: no time is known, or may be told. It says what it was, and what can be done now. */
const gone = (locale: Spoken) => [
  ...sentences(
    locale,
    'retro',
    'refused.gone',
    'refused.noSuchAction',
    'refused.cardGone',
    'refused.roundGone',
  ),
  ...sentences(
    locale,
    'retro',
    'refused.lessonGone',
    'ended.offerGone',
    'project.gone',
    'before.gone',
    'supposed.gone',
  ),
  ...sentences(locale, 'retro', 'assist.gone', 'assist.saidBefore'),
  ...sentences(locale, 'retro.facts', 'modal.gone', 'card.gone'),
  ...sentences(locale, 'lessons', 'refused.gone', 'refused.over', 'refused.rowGone'),
  ...sentences(locale, 'lessons', 'refused.notRetired', 'refused.noStandard'),
  ...sentences(locale, 'shared', 'linked.gone'),
  ...sentences(locale, 'learned', 'refused.gone', 'refused.promptGone'),
  ...sentences(locale, 'journey', 'refused.gone', 'refused.notYours', 'refused.firstOver'),
  ...sentences(locale, 'rotation', 'refused.gone'),
  ...sentences(locale, 'thanks', 'refused.gone', 'refused.evidenceGone'),
  ...sentences(locale, 'digest', 'refused.gone'),
  ...sentences(locale, 'coaching', 'refused.gone', 'refused.notIn', 'refused.noRounds'),
  ...sentences(locale, 'coaching.talks', 'talk.gone'),
  ...sentences(locale, 'questions', 'fit.gone', 'answer.gone', 'refused.gone', 'refused.accepted'),
  ...sentences(locale, 'questions', 'people.gone', 'people.questionOver'),
  ...sentences(locale, 'forums', 'told.planOver', 'told.askGone', 'told.forumGone', 'told.itemGone'),
  ...sentences(locale, 'forums', 'told.notesGone'),
  ...sentences(locale, 'pulse', 'lead.over', 'told.over', 'result.gone', 'duty.goneNow', 'duty.saidNow'),
  ...sentences(locale, 'indicators', 'refused.gone', 'told.gone', 'told.where', 'told.decideWhere'),
  ...sentences(locale, 'stretch', 'told.gone', 'told.offerGone', 'told.checkOver'),
  ...sentences(locale, 'experiments', 'told.gone'),
  ...sentences(
    locale,
    'reorg',
    'told.taskGone',
    'told.changeGone',
    'told.interviewGone',
    'told.handoverGone',
  ),
  ...sentences(locale, 'reorg', 'told.sponsorGone', 'told.draftGone', 'told.ended'),
  ...sentences(locale, 'pathways', 'told.gone', 'told.ended', 'told.outAlready'),
  ...sentences(locale, 'pathways.walking', 'told.notFollowed', 'told.doneGone'),
  ...sentences(locale, 'pathways.walking', 'told.shownGone', 'told.takenBack'),
  ...sentences(locale, 'purpose', 'told.gone', 'told.dateGone'),
  ...sentences(locale, 'calendar', 'gone'),
  ...sentences(locale, 'delivery-issues', 'gone'),
  ...sentences(locale, 'shared', 'begin.noChannel'),
  ...sentences(locale, 'schedules', 'refused.not_here'),
];

/** Somebody else's, at any time. */
const notTheirs = (locale: Spoken) => [
  ...sentences(locale, 'retro', 'refused.notParticipant', 'refused.notYourAction', 'assist.notOwner'),
  ...sentences(locale, 'retro.secrecy', 'secret.see.notForYou'),
  ...sentences(locale, 'lessons', 'refused.notYours', 'refused.ownUse'),
  ...sentences(locale, 'learned', 'refused.notYours', 'refused.ownUse'),
  ...sentences(locale, 'thanks', 'refused.notYours'),
  ...sentences(locale, 'questions', 'refused.notAsker'),
  ...sentences(locale, 'forums', 'told.notCore'),
  ...sentences(locale, 'pulse', 'told.adminsOnly', 'duty.notYoursNow'),
  ...sentences(locale, 'indicators', 'told.onlyAdmins'),
  ...sentences(locale, 'experiments', 'told.notOwner', 'told.notHere'),
  ...sentences(locale, 'reorg', 'told.adminsOnly'),
  ...sentences(locale, 'pathways', 'told.notEditor'),
  ...sentences(locale, 'purpose', 'told.adminsOnly'),
  ...sentences(locale, 'data', 'notAdmin'),
  ...sentences(locale, 'workspace', 'notAdmin'),
  ...sentences(locale, 'connections', 'notAdmin'),
];

/** Who presses, and what they read. */
const people: readonly (readonly [who: string, locale: Spoken])[] = [
  ['U0MARA', 'en'],
  ['U0PRIYA', 'de'],
  ['U0SEUN', 'en'],
];

const moment = {
  en: /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? \d+ [A-Z][a-z]+/,
  de: /(?:Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. [A-Z][a-zä]+/,
};
const canBeDone = {
  en: /`\/[a-z]+|App Home|nothing you need to do|You can|Its message|takes it/,
  de: /`\/[a-z]+|App-Home|[Dd]u musst nichts tun|[Kk]annst du|Die Nachricht|nimm „/,
};
const wentWrong = {
  en: sentences('en', 'lore', 'failed', 'notShown', 'incomplete'),
  de: sentences('de', 'lore', 'failed', 'notShown', 'incomplete'),
};

type Answer = 'ended' | 'opens' | 'silent' | 'something else';

/** @param told to the person alone */
function answerOf(told: string, isOpen: boolean, locale: Spoken): Answer {
  if (told === '') return isOpen ? 'opens' : 'silent';
  const isOneOf = (some: readonly RegExp[]) => some.some((one) => one.test(told));
  if (isOneOf(wentWrong[locale])) return 'something else';
  if (isOneOf(notTheirs(locale))) return 'ended';
  const isKnown = moment[locale].test(told) || isOneOf(gone(locale));
  return isKnown && canBeDone[locale].test(told) ? 'ended' : 'something else';
}

/** Its owner gives an action up. */
async function giveUp(here: LoreHere, press: Press): Promise<void> {
  const stored = async () =>
    (await here.lore.store.system
      .selectFrom('retro_action' as 'audit')
      .selectAll()
      .execute()) as unknown as readonly Json[];
  const row = (await stored()).find(({ state }) => state === 'open');
  if (row === undefined) throw new Error('nobody has accepted an action');
  const owner = textAt(row, 'owner_id');
  await press(owner, 'retro.give-up', { action: textAt(row, 'id') });
  await here.who(owner).submit({ reason: 'It is no longer needed' });
  await here.settle();
  expect((await stored()).find(({ id }) => id === row['id'])).toMatchObject({ state: 'dropped' });
}

type Press = (who: string, action: string, value: unknown) => Promise<string>;

/** On a message of the channel, whatever it shows by now. @returns what the person alone is told */
function pressing(here: LoreHere, message: Message): Press {
  return async (who, action, value) => {
    const { clock } = here.sandbox.core;
    // So that Slack's limits let each of them through.
    clock.set(clock.now() + second);
    const before = here.who(who).told(website).length;
    const pressed = { action_id: action, value: JSON.stringify(value) };
    await sendPayload(here.sandbox, pressPayload(here.sandbox, who, message, pressed));
    await here.settle(0);
    return here.who(who).told(website).slice(before).join(' ');
  };
}

for (const engine of engines().filter(({ name }) => name === 'sqlite'))
  it('each button that is pressed weeks later says what ended, when, and what can be done now', async () => {
    const database = await engine.fresh();
    const here = await playLife(database.url);
    try {
      const { clock } = here.sandbox.core;
      const [message] = here.posted(website);
      if (message === undefined) throw new Error('nothing was posted');
      const press = pressing(here, message);
      const wished = {
        days: new Map(),
        switched: [{ practice: 'rotation', position: 'on' as const, prompts: [] }],
      };
      await here.lore.store.workspaceSettings.change(team, userId('U0INES'), wished);
      await giveUp(here, press);
      for (const [who, locale] of people)
        await here.lore.store.settings.save(team, userId(who), {
          hours: defaultWorkingHours,
          backOn: null,
          locale,
        });
      await here.playUntil(clock.now() + 45 * day);
      here.wrong();
      const wrong: string[] = [];
      const found = new Map<string, Set<Answer>>();
      const { actions } = wholeRegistry(features);
      // Erasing takes the language that they chose, so it is last.
      const isLast = (id: string) => Number(id === 'lore.erase_data');
      const all = [...actions].toSorted(([one], [other]) => isLast(one) - isLast(other));
      for (const [id, listener] of all) {
        const sample = samples[id];
        if (sample === undefined) {
          wrong.push(`${id}: test/data/ids has no sample of what it carries`);
          continue;
        }
        const key = Object.keys(sample ?? {}).find((name) => name in rowsOf);
        const stored = key === undefined ? [] : await newest(here, key);
        // Where no row is left, as recorded: it is gone.
        const rows = key === undefined || stored.length === 0 ? [sample?.[key ?? '']] : stored;
        const opens = ('isReader' in listener && listener.isReader) || isPage(id, actions);
        for (const row of rows)
          for (const [who, locale] of people) {
            const value = sample === null || key === undefined ? sample : { ...sample, [key]: row };
            const told = await press(who, id, value);
            const answer = answerOf(told, here.who(who).modal() !== undefined, locale);
            found.set(id, (found.get(id) ?? new Set()).add(answer));
            await here.who(who).closeAll();
            if (answer === 'ended' || (answer === 'opens' && opens)) continue;
            if (id in always && !wentWrong[locale].some((one) => one.test(told))) continue;
            wrong.push(`${id} of ${who}, ${JSON.stringify(value)}: ${told || answer}`);
          }
      }
      const needless = Object.keys(always).filter((id) =>
        [...(found.get(id) ?? [])].every((answer) => answer === 'ended'),
      );
      expect(wrong).toEqual([]);
      expect(needless).toEqual([]);
      expect(here.wrong()).toEqual([]);
    } finally {
      await here.close();
      await database.remove();
    }
  });

/** Buttons back and on, as `definePages` makes them. */
function isPage(id: string, all: ReadonlyMap<string, unknown>): boolean {
  const [, base] = /^(.*)-(?:back|on)$/.exec(id) ?? [];
  return base !== undefined && all.has(`${base}-back`) && all.has(`${base}-on`);
}
